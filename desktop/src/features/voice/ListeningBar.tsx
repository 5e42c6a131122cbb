import { contextNow, phoneActions } from '@/actions'
import { callName } from '@/model/callName'
import { useDesk } from '@/model/desk'
import { lasted, usePhone } from '@/model/phone'
import { go } from '@/model/place'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Initials } from '@/ui/Face'
import { Icon } from '@/ui/Icon'
import { Level } from '@/ui/Level'
import { ours, theirs } from '@/ui/levels'
import type { Listening } from '@/wire/types'
import { tintOf } from './useCaller'
import { useSecond } from './useSecond'

/** The call of others that I hear: whose it is, who hears me, and what can be done. */
export function ListeningBar() {
  const listening = usePhone((phone) => phone.view?.listening ?? null)
  return listening === null ? null : <Bar listening={listening} />
}

function Bar({ listening }: { listening: Listening }) {
  const colleagues = useDesk((state) => state.colleagues)
  const now = useSecond()
  const agent = colleagues.get(listening.agents[0] ?? '')?.firstName ?? t.phone.colleague
  const { customer } = listening
  const whispers = listening.how === 'WHISPERS'
  const words = t.phone.listening
  const does = (action: (typeof phoneActions)['whisper']) => () => void action.perform(contextNow())
  return (
    <section className="on-call listening" aria-label={words.bar(agent)} data-react-aria-top-layer="true">
      <div className="line">
        <button type="button" className="whom" onClick={() => go({ to: '/people/$customer', params: { customer: customer.id } })}>
          <Icon name="ear" />
          <Initials name={customer.name} tint={tintOf(customer)} />
          <b className="one">{words.to(agent, customer.name)}</b>
        </button>
        <span className="since" role="timer">
          {listening.held && <span className="tag">{t.phone.state.HELD}</span>}
          {lasted(now - Date.parse(listening.since))}
        </span>
        <p className="small" role="status">
          {whispers ? words.WHISPERS(agent, callName(customer.name)) : words.LISTENS}
        </p>
        <div className="levels">
          <Level read={theirs.read} still={false} />
          {whispers && (
            <>
              <span className="small quiet">{t.phone.us}</span>
              <Level read={ours.read} still={false} />
            </>
          )}
        </div>
        <div className="deeds">
          <Button icon="microphone" aria-pressed={whispers} className={whispers ? 'is-on' : ''} keys="Alt+U" onClick={does(phoneActions.whisper)}>
            <span>{whispers ? words.onlyListen : words.whisper}</span>
          </Button>
          <Button icon="phone" onClick={does(phoneActions.joinListened)}>
            <span>{words.join}</span>
          </Button>
          <Button icon="cross" keys="Alt+L" onClick={does(phoneActions.stopListening)}>
            <span>{words.stop}</span>
          </Button>
        </div>
      </div>
      <Sentence whispers={whispers} />
    </section>
  )
}

/** What keeps me from hearing, or from being heard. */
function Sentence({ whispers }: { whispers: boolean }) {
  const microphone = usePhone((phone) => phone.microphone)
  const quiet = usePhone((phone) => phone.quiet)
  const missing = whispers && (microphone === 'REFUSED' || microphone === 'MISSING')
  const said = missing ? t.phone.listening.unheard[microphone] : quiet ? t.phone.quiet : ''
  return (
    <p className="said-of" role="status">
      {said !== '' && (
        <>
          <Icon name="warn" />
          {said}
        </>
      )}
    </p>
  )
}
