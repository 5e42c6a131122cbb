import { useEffect, useState } from 'react'
import { contextNow, factActions } from '@/actions'
import { useMay, type ReadyCustomer } from '@/model/desk'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { facts as wire } from '@/wire/facts'
import type { ExternalId, Fact, FactAbout, Facts as FactsOfOne, Id } from '@/wire/types'
import { FactEditor } from './FactEditor'

/** What the company wants to know about them, edited where it stands. */
export function Facts({ customer }: { customer: ReadyCustomer }) {
  const { head } = customer
  const { id } = head.customer
  const [known, setKnown] = useState<FactsOfOne | null>(null)
  // Whatever changes on the page may have changed these too: the head is a new one then.
  useEffect(() => {
    const abort = new AbortController()
    wire
      .of(id, abort.signal)
      .then(setKnown)
      .catch(() => undefined)
    return () => abort.abort()
  }, [id, head])
  const writes = useMay('ANSWER')
  if (known === null) return null
  return (
    <>
      <FactList title={t.facts.title} about="PERSON" customer={id} facts={known.person.facts} ids={known.person.ids} writes={writes} />
      {known.organisation !== null && (
        <FactList title={known.organisation.name} about="ORGANISATION" customer={id} facts={known.organisation.facts} ids={known.organisation.ids} writes={writes} />
      )}
    </>
  )
}

interface OfProps {
  title: string
  about: FactAbout
  customer: Id
  facts: Fact[]
  ids: ExternalId[]
  writes: boolean
}

/** Fields and numbers of one, edited where they stand. */
export function FactList({ title, about, customer, facts, ids, writes }: OfProps) {
  if (facts.length === 0 && ids.length === 0 && (about === 'ORGANISATION' || !writes)) return null
  return (
    <section className="facts" aria-label={title}>
      <h2>
        {title}
        {writes && about === 'PERSON' && (
          <button type="button" className="linkish" aria-label={t.actions.addExternalId} onClick={() => void factActions.addExternalId.perform(contextNow())}>
            {t.facts.id.add}
          </button>
        )}
      </h2>
      <dl>
        {facts.map((fact) => (
          <Row key={fact.field} customer={customer} fact={fact} writes={writes} />
        ))}
        {ids.map((one) => (
          <div key={`${one.system} ${one.value}`} className="fact">
            <dt className="one">{one.system}</dt>
            <dd className="one" title={one.value}>
              {one.value}
            </dd>
            {writes && (
              <Button
                look="bare"
                icon="cross"
                className="remove"
                aria-label={t.facts.id.remove(one.system, one.value)}
                onClick={() => void factActions.removeExternalId(customer, about, one)}
              />
            )}
          </div>
        ))}
      </dl>
    </section>
  )
}

function Row({ customer, fact, writes }: { customer: Id; fact: Fact; writes: boolean }) {
  const [editing, setEditing] = useState(false)
  if (editing) return <FactEditor customer={customer} fact={fact} done={() => setEditing(false)} />
  return (
    <div className="fact">
      <dt className="one" title={fact.name}>
        {fact.name}
      </dt>
      <dd className="one">
        <Shown fact={fact} />
        {writes && (
          <button type="button" className="change" aria-label={fact.value === null ? `${t.facts.change(fact.name)}: ${fact.required ? t.facts.needed : t.facts.none}` : t.facts.change(fact.name)} onClick={() => setEditing(true)}>
            {fact.value === null ? (fact.required ? t.facts.needed : t.facts.none) : t.merging.organisation.change}
          </button>
        )}
      </dd>
    </div>
  )
}

function Shown({ fact }: { fact: Fact }) {
  if (fact.value === null) return null
  if (fact.kind === 'YES_NO') return <span>{fact.value === 'yes' ? t.facts.yes : t.facts.no}</span>
  if (fact.kind === 'DATE') return <span>{t.time.calendarDay(fact.value)}</span>
  if (fact.kind !== 'LINK') return <span title={fact.value}>{fact.value}</span>
  return (
    <a href={fact.value} target="_blank" rel="noreferrer noopener" title={fact.value}>
      {fact.value.replace(/^https?:\/\//, '')}
    </a>
  )
}
