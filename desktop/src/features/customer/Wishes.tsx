import { useEffect, useState, type FormEvent } from 'react'
import { contextNow, wishActions } from '@/actions'
import { companyZone, useNow } from '@/model/clock'
import { useDesk, useMay, type ReadyCustomer } from '@/model/desk'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { TextField } from '@/ui/Field'
import { fieldsOf, sentenceOf } from '@/wire/http'
import { wishes as wire } from '@/wire/wishes'
import type { Agreement, Id, QuietHours, Wishes as WishesOfOne } from '@/wire/types'

/** What they agreed to, how and when they want to be reached; edited where it stands. */
export function Wishes({ customer }: { customer: ReadyCustomer }) {
  const { head } = customer
  const { id } = head.customer
  const [known, setKnown] = useState<WishesOfOne | null>(null)
  const writes = useMay('ANSWER')
  useEffect(() => {
    const abort = new AbortController()
    wire
      .of(id, abort.signal)
      .then(setKnown)
      .catch(() => undefined)
    return () => abort.abort()
  }, [id, head])
  if (known === null) return null
  return (
    <section aria-label={t.wishes.title}>
      <h2>
        {t.wishes.title}
        {writes && (
          <button type="button" className="linkish" onClick={() => void wishActions.addAgreement.perform(contextNow())}>
            {t.wishes.add}
          </button>
        )}
      </h2>
      <dl>
        <Said customer={id} what="language" label={t.wishes.language} value={known.language} shown={t.wishes.languageName(known.language)} writes={writes} />
        <Said customer={id} what="best-time" label={t.wishes.bestTime} value={known.bestTime ?? ''} shown={known.bestTime ?? ''} writes={writes} />
        <div className="fact">
          <dt className="one">{t.wishes.quiet}</dt>
          <dd className="one">
            {known.quiet !== null && <span title={`${quietWords(known.quiet)}, ${t.wishes.inZone(known.quiet.zone)}`}>{quietWords(known.quiet)}</span>}
            {writes && (
              <button type="button" className="change" aria-label={known.quiet === null ? `${t.facts.change(t.wishes.quiet)}: ${t.wishes.noQuiet}` : t.facts.change(t.wishes.quiet)} onClick={() => void wishActions.setQuiet.perform(contextNow())}>
                {known.quiet === null ? t.wishes.noQuiet : t.merging.organisation.change}
              </button>
            )}
          </dd>
        </div>
      </dl>
      <ul>
        {known.agreements.map((one) => (
          <AgreementRow key={one.id} customer={id} one={one} writes={writes} />
        ))}
      </ul>
    </section>
  )
}

function quietWords(quiet: QuietHours): string {
  const days = (of: number[]) => (of.length === 7 ? t.wishes.everyDay : of.map((day) => t.wishes.days[day - 1] ?? '').join(', '))
  return quiet.slots.map((slot) => t.wishes.slot(days(slot.days), slot.from, slot.to)).join('; ')
}

interface SaidProps {
  customer: Id
  what: 'language' | 'best-time'
  label: string
  value: string
  shown: string
  writes: boolean
}

function Said({ customer, what, label, value, shown, writes }: SaidProps) {
  const [editing, setEditing] = useState<string | null>(null)
  const [wrong, setWrong] = useState<string | undefined>(undefined)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    try {
      await wishActions.sayWish(customer, what, label, value, editing ?? '')
      setEditing(null)
      setWrong(undefined)
    } catch (error) {
      setWrong(fieldsOf(error).value ?? sentenceOf(error))
    }
  }
  if (editing !== null)
    return (
      <form
        className="fact-edit"
        onSubmit={(event) => void submit(event)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          setEditing(null)
        }}
      >
        <TextField label={label} value={editing} error={wrong} autoFocus maxLength={what === 'language' ? 2 : 200} onChange={(event) => setEditing(event.target.value)} />
        <div className="row">
          <Button className="end" onClick={() => setEditing(null)}>
            {t.shell.cancel}
          </Button>
          <Button type="submit" look="go">
            {t.facts.save}
          </Button>
        </div>
      </form>
    )
  return (
    <div className="fact">
      <dt className="one">{label}</dt>
      <dd className="one">
        {shown !== '' && <span title={shown}>{shown}</span>}
        {writes && (
          <button type="button" className="change" aria-label={shown === '' ? `${t.facts.change(label)}: ${t.facts.none}` : t.facts.change(label)} onClick={() => setEditing(value)}>
            {shown === '' ? t.facts.none : t.merging.organisation.change}
          </button>
        )}
      </dd>
    </div>
  )
}

function AgreementRow({ customer, one, writes }: { customer: Id; one: Agreement; writes: boolean }) {
  const now = useNow()
  const by = useDesk((state) => (one.by === null ? undefined : state.colleagues.get(one.by)))
  const when = (instant: string) => t.time.about(Date.parse(instant), now, companyZone())
  const kind = t.wishes.kinds[one.kind]
  return (
    <li>
      <div>
        <p className="one">{one.withdrawn === null ? kind : <s className="quiet">{kind}</s>}</p>
        <p className="small second one" title={by === undefined ? undefined : t.wishes.by(by.firstName)}>
          {one.withdrawn === null ? t.wishes.agreed(when(one.since), one.how) : t.wishes.withdrawn(when(one.withdrawn))}
        </p>
      </div>
      {writes && one.withdrawn === null && (
        <Button className="end" aria-label={t.wishes.withdrawOf(kind)} onClick={() => void wishActions.withdraw(customer, one)}>
          {t.wishes.withdraw}
        </Button>
      )}
    </li>
  )
}
