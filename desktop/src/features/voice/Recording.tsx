import { contextNow, phoneActions } from '@/actions'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import type { Call } from '@/wire/types'

/** Whether the call is recorded, and what is to be done about it. */
export function Recording({ call }: { call: Call }) {
  const state = call.sound?.recording ?? 'OFF'
  const words = t.phone.recording
  const does = (action: (typeof phoneActions)['theyAgreed']) => () => void action.perform(contextNow())
  return (
    <p className={`recording is-${state.toLowerCase()}`} role="status">
      {state === 'ASKS' && (
        <>
          <span>{words.ASKS}</span>
          <Button icon="check" onClick={does(phoneActions.theyAgreed)}>
            {words.agreed}
          </Button>
        </>
      )}
      {state === 'ANNOUNCES' && <span>{words.ANNOUNCES}</span>}
      {state === 'FAILED' && <span className="wrong">{words.FAILED}</span>}
      {(state === 'RECORDS' || state === 'PAUSED') && (
        <>
          <span className="dot" aria-hidden="true" />
          <span>{words[state]}</span>
          <Button icon={state === 'PAUSED' ? 'play' : 'pause'} keys="Alt+B" onClick={does(phoneActions.pauseRecording)}>
            {state === 'PAUSED' ? words.goOn : words.pause}
          </Button>
        </>
      )}
    </p>
  )
}
