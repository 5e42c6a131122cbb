import { useEffect, useState } from 'react'
import { part } from '@/actions/merging'
import type { ReadyCustomer } from '@/model/desk'
import { openDialog, usePlace } from '@/model/place'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Initials } from '@/ui/Face'
import { customers } from '@/wire/desk'
import type { Likeness } from '@/wire/types'

/** Who may be the same person. Nothing is asked for twice while the person and their records stay the same. */
export function Same({ customer }: { customer: ReadyCustomer }) {
  const { id, name } = customer.head.customer
  const records = customer.head.absorbed.map((one) => one.id).join(' ')
  const open = usePlace((place) => place.dialog?.kind === 'MERGE')
  const [found, setFound] = useState<readonly Likeness[]>([])
  useEffect(() => {
    if (open) return
    const abort = new AbortController()
    customers
      .duplicates(id, abort.signal)
      .then(({ people }) => setFound(people))
      // A suggestion that does not come is not missed; the page says when the server is away.
      .catch(() => undefined)
    return () => abort.abort()
  }, [id, records, open])
  if (found.length === 0) return null
  return (
    <section>
      <h2>{t.merging.perhaps}</h2>
      <ul>
        {found.map(({ customer: other, contactPoints, why }) => {
          const address = contactPoints[0]?.value ?? ''
          return (
            <li key={other.id}>
              <Initials name={other.name} tint={other.tint} />
              <div>
                <p className="one" title={other.name}>
                  {other.name}
                </p>
                <p className="one small second" title={address}>
                  {address}
                </p>
                {why !== null && <p className="small second">{t.merging.why[why](other.name, name)}</p>}
              </div>
              <Button
                className="end"
                aria-label={t.merging.compareWith(other.name, address)}
                onClick={() => openDialog({ kind: 'MERGE', customer: id, name, other: other.id })}
              >
                {t.merging.compare}
              </Button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** The records that this page shows as well, each with the way back. */
export function Absorbed({ customer }: { customer: ReadyCustomer }) {
  const { absorbed } = customer.head
  if (absorbed.length === 0) return null
  return (
    <ul className="absorbed">
      {absorbed.map((one) => (
        <li key={one.id}>
          <div>
            <p className="one small">{t.merging.absorbed(one.name)}</p>
            <p className="one small second" title={one.addresses.join(', ')}>
              {one.addresses.join(', ')}
            </p>
          </div>
          <Button className="end" aria-label={t.merging.partFrom(one.name)} onClick={() => void part(customer.head.customer.id, one.id, one.name)}>
            {t.merging.part}
          </Button>
        </li>
      ))}
    </ul>
  )
}
