import { useEffect, useState } from 'react'
import { callingActions, contextNow } from '@/actions'
import { companyZone, serverNow, useNow } from '@/model/clock'
import { useMay, type ReadyCustomer } from '@/model/desk'
import { t } from '@/text'
import { calling as wire } from '@/wire/calling'
import type { Calling as Known, CallPermission } from '@/wire/types'

/** When they may be called, when we said that we would, and what they said of it. */
export function Calling({ customer }: { customer: ReadyCustomer }) {
  const { head } = customer
  const { id } = head.customer
  const [known, setKnown] = useState<Known | null>(null)
  const promises = useMay('HOLD_PROMISES')
  const now = useNow()
  useEffect(() => {
    const abort = new AbortController()
    wire
      .of(id, abort.signal)
      .then(setKnown)
      .catch(() => undefined)
    return () => abort.abort()
  }, [id, head, customer.promises])
  if (known === null || !head.contactPoints.some((point) => point.kind === 'PHONE')) return null
  const { forbidden, planned } = known
  const abroad = known.clock !== companyZone()
  return (
    <section aria-label={t.calling.title}>
      <h2>
        {t.calling.title}
        {promises && head.matters.length > 0 && (
          <button type="button" className="linkish" onClick={() => void callingActions.planCall.perform(contextNow())}>
            {t.actions.planCall}
          </button>
        )}
      </h2>
      {planned !== null && <p>{t.calling.planned(callingActions.windowWords(planned), planned.number ?? '')}</p>}
      {abroad && <p className="small second">{t.calling.clock(t.time.clock(now, known.clock), known.clock)}</p>}
      {forbidden === null ? (
        <p className="small second">{t.calling.now}</p>
      ) : (
        <p className="small soon">
          {t.calling.notNow(forbidden.why)}
          {forbidden.until !== null && ` · ${t.calling.until(t.time.choice(Date.parse(forbidden.until), serverNow(), companyZone()))}`}
        </p>
      )}
      {known.permissions.length > 0 && (
        <details>
          <summary className="small">{t.calling.permissions}</summary>
          <ul>
            {known.permissions.map((one) => (
              <Permission key={`${one.given} ${one.number}`} one={one} now={now} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function Permission({ one, now }: { one: CallPermission; now: number }) {
  const when = (instant: string) => t.time.about(Date.parse(instant), now, companyZone())
  const words = `${one.purpose}, ${t.calling.through[one.through]}`
  return (
    <li>
      <div>
        <p>{one.withdrawn === null ? words : <s className="quiet">{words}</s>}</p>
        <p className="small second">
          {when(one.given)} · {one.number} · {one.withdrawn === null ? t.calling.expires(t.time.choice(Date.parse(one.expires), now, companyZone())) : t.calling.withdrawn(when(one.withdrawn))}
        </p>
      </div>
    </li>
  )
}
