import { useRef, useState, type KeyboardEvent } from 'react'
import { attempt, contextNow, phoneActions } from '@/actions'
import { blank, composeStore, keyOf, useWriting } from '@/model/compose'
import { lasted, phoneStore, usePhone } from '@/model/phone'
import { go, usePlace, wish } from '@/model/place'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Initials } from '@/ui/Face'
import { customers } from '@/wire/desk'
import type { WrapUp } from '@/wire/types'
import { CameOfIt } from './CameOfIt'
import { tintOf } from './useCaller'
import { useSecond } from './useSecond'

/** After a call: a moment to write down what was said and to promise what was promised, before the next one rings. */
export function WrapUpBar() {
  const wrapUp = usePhone((phone) => phone.view?.wrapUp ?? null)
  return (
    <>
      <p className="vh" role="status">
        {wrapUp !== null && t.phone.ended}
      </p>
      {wrapUp !== null && <Bar key={wrapUp.call} wrapUp={wrapUp} />}
    </>
  )
}

function Bar({ wrapUp }: { wrapUp: WrapUp }) {
  const { id, name } = wrapUp.customer
  // On their page the note stands already: no second place for the same words.
  const here = usePlace((place) => place.customer === id)
  const does = (action: (typeof phoneActions)['doneWithCall']) => () => void action.perform(contextNow())
  return (
    <section className="on-call after" aria-label={t.phone.after(name)} data-react-aria-top-layer="true">
      <div className="line">
        <button type="button" className="whom" onClick={() => go({ to: '/people/$customer', params: { customer: wrapUp.customer.id } })}>
          <Initials name={name} tint={tintOf(wrapUp.customer)} />
          <b className="one">{t.phone.after(name)}</b>
        </button>
        <Left until={wrapUp.until} />
        <div className="deeds">
          {here && (
            <>
              <Promised />
              <Button icon="lock" keys="N" onClick={() => wish('WRITE_NOTE')}>
                {t.phone.writeNote}
              </Button>
            </>
          )}
          <Button icon="clock" onClick={does(phoneActions.oneMoreMinute)}>
            {t.phone.more}
          </Button>
          <Button look="go" icon="check" keys="Alt+Y" onClick={does(phoneActions.doneWithCall)}>
            {t.phone.done}
          </Button>
        </div>
      </div>
      <CameOfIt interaction={wrapUp.interaction} />
      {!here && (
        <div className="wrap">
          <Said wrapUp={wrapUp} />
          <Promised />
        </div>
      )}
    </section>
  )
}

function Promised() {
  return (
    <div className="promised small">
      <span>{t.phone.promised}</span>
      <Button icon="clock" keys="Alt+Q" onClick={() => void phoneActions.promiseOnCall.perform(contextNow())}>
        {t.phone.promise}
      </Button>
    </div>
  )
}

function Left({ until }: { until: string }) {
  const now = useSecond()
  return (
    <span className="since" role="timer">
      {t.phone.freeIn(lasted(Date.parse(until) - now + 999))}
    </span>
  )
}

/** The same note as on their page: what is typed here stands there, and is kept as drafts are. */
function Said({ wrapUp }: { wrapUp: WrapUp }) {
  const { id } = wrapUp.customer
  const key = keyOf('NOTE', id)
  const writing = useWriting('NOTE', id)
  const area = useRef<HTMLTextAreaElement>(null)
  const [busy, setBusy] = useState(false)
  const change = (text: string) => {
    const fresh = composeStore.state[key] === undefined ? blank() : {}
    composeStore.dispatch({ kind: 'changed', key, change: { ...fresh, text } })
  }
  const keep = async () => {
    if (busy || writing.text.trim() === '') return
    setBusy(true)
    const { last } = phoneStore.state
    const matter = last?.id === wrapUp.call ? last.matter : null
    const kept = await attempt(() => customers.note(id, { key: writing.key, text: writing.text, matter, mentions: [] }), t.phone.noteKept)
    if (kept) composeStore.dispatch({ kind: 'cleared', key })
    setBusy(false)
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    void keep()
  }
  return (
    <div className="note">
      <textarea ref={area} rows={1} dir="auto" aria-label={t.phone.note} placeholder={t.phone.note} value={writing.text} onChange={(event) => change(event.target.value)} onKeyDown={keys} />
      {writing.text !== '' && (
        <Button disabled={busy} keys="Control+Enter" onClick={() => void keep()}>
          {t.phone.keepNote}
        </Button>
      )}
    </div>
  )
}
