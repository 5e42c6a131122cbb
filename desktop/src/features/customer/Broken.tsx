import { useCallback } from 'react'
import { useLoaded } from '@/actions'
import { companyZone, useNow } from '@/model/clock'
import { t } from '@/text'
import { spoken } from '@/text/languages'
import { standing } from '@/wire/figures'
import type { Id } from '@/wire/types'

/** What we broke to them of what we promise to everybody, and what makes it good. Nothing where there is nothing. */
export function Broken({ customer }: { customer: Id }) {
  const { value: broken } = useLoaded(useCallback(() => standing.brokenTo(customer), [customer]))
  const now = useNow()
  if (broken === null || broken.length === 0) return null
  return (
    <section>
      <h2>{t.person.broken.title}</h2>
      <ul>
        {broken.map((one) => (
          <li key={`${one.at} ${one.promise}`} className="broken">
            <p>{one.promise}</p>
            <p className="small second">
              {one.makeGood}
              {one.amountCents !== null && one.currency !== null && <b> {new Intl.NumberFormat(spoken, { style: 'currency', currency: one.currency }).format(one.amountCents / 100)}</b>}
            </p>
            <p className="small quiet">
              {t.time.about(Date.parse(one.at), now, companyZone())}, {one.told ? t.person.broken.told : t.person.broken.toTell}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
