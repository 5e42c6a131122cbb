import { useCallback } from 'react'
import { contextNow, phoneActions, useLoaded } from '@/actions'
import { callName } from '@/model/callName'
import { companyZone, useNow } from '@/model/clock'
import { shareLeft } from '@/model/hours'
import { answersHere, isAnswering, ringingHere, usePhone } from '@/model/phone'
import { go, usePlace } from '@/model/place'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Clock } from '@/ui/Clock'
import { Initials } from '@/ui/Face'
import { concerns } from '@/wire/incidents'
import type { Call, Id, PromiseRow } from '@/wire/types'
import { useCaller } from './useCaller'

/**
 * Who rings. Beside their page it is a column of its own; where something else is open it floats over a corner and
 * moves nothing.
 */
export function Ringing() {
  const call = usePhone(ringingHere)
  return (
    <>
      <p className="vh" role="alert">
        {call !== null && t.phone.announced(call.customer.name, 'Alt C')}
      </p>
      {call !== null && <Card key={call.id} call={call} />}
    </>
  )
}

function Card({ call }: { call: Call }) {
  const here = usePlace((place) => place.customer === call.customer.id)
  const answers = usePhone(answersHere)
  const answering = usePhone((phone) => isAnswering(phone, call.id))
  const silent = usePhone((phone) => phone.silenced === call.id)
  const { tint, facts, why, owed } = useCaller(call)
  const { name } = call.customer
  const does = (action: (typeof phoneActions)['notNow']) => () => void action.perform(contextNow())
  return (
    <section className={`call ${here ? 'docked' : 'floats'}`} aria-label={t.phone.rings(name)} data-call={call.id} data-react-aria-top-layer="true">
      <div className={silent ? 'pulse still' : 'pulse'}>
        <Initials name={name} tint={tint} size={here ? 84 : 48} />
      </div>
      <div className="who-rings">
        <h2>{name}</h2>
        {facts !== '' && <p className="second">{facts}</p>}
        <p className="small quiet">{call.page === null ? t.phone.dialled(t.phone.numberOf(call.number), call.door) : t.phone.fromPage(call.page, call.door)}</p>
      </div>
      <p className="small turn">{why}</p>
      {answers ? (
        <Button look="go" icon="phone" className="answer" disabled={answering} keys={here ? 'Space' : 'Alt+C'} onClick={does(phoneActions.answerCall)}>
          <span className="one">{answering ? t.phone.answering : t.phone.answer(callName(name))}</span>
        </Button>
      ) : (
        <p className="small">{t.phone.pickUpAtDesk}</p>
      )}
      <div className="row">
        <Button keys="Escape" disabled={answering} onClick={does(phoneActions.notNow)}>
          {t.phone.notNow}
        </Button>
        <Button keys="M" disabled={silent} onClick={does(phoneActions.silence)}>
          {silent ? t.phone.silenced : t.phone.silence}
        </Button>
      </div>
      <Touching customer={call.customer.id} />
      {owed !== null && <Owed rows={owed} />}
      {!here && (
        <div className="foot small second">
          <span>{t.phone.writing}</span>
          <Button look="bare" keys="Alt+W" onClick={() => go({ to: '/people/$customer', params: { customer: call.customer.id } })}>
            {t.phone.openPage}
          </Button>
        </div>
      )}
    </section>
  )
}

/** What of ours touches them: most likely they call about it. */
function Touching({ customer }: { customer: Id }) {
  const load = useCallback(() => concerns.of(customer), [customer])
  const { value } = useLoaded(load)
  if (value === null || value.incidents.length === 0) return null
  return (
    <div className="owed">
      <h3 className="small quiet">{t.concerns.title}</h3>
      {value.incidents.map((one) => (
        <p key={one.incident}>
          <b>{one.name}</b> <span className="small second">{one.told === null || one.told === undefined ? t.concerns.notTold : one.apologise ? '' : t.concerns.noSorry}</span>
        </p>
      ))}
    </div>
  )
}

/** What to know before one says hello; this very call is not among it. */
function Owed({ rows }: { rows: readonly PromiseRow[] }) {
  const now = useNow()
  const first = rows[0]
  if (first === undefined) return <p className="small quiet owed">{t.phone.owedNothing}</p>
  const words = t.time.deadline(Date.parse(first.deadline), now, companyZone())
  return (
    <div className="owed">
      <h3 className="small quiet">{t.phone.owed}</h3>
      <div className="row">
        <Clock share={shareLeft(first.madeAt, first.deadline, now)} tone={words.tone} />
        <b className={words.tone === 'calm' ? '' : words.tone}>{words.main}</b>
        <span>{first.kind === 'ANSWER' ? t.today.answerTo(first.what) : first.what}</span>
      </div>
    </div>
  )
}
