import { useEffect, useState } from 'react'
import { merge, notOnePerson, part } from '@/actions/merging'
import { companyZone } from '@/model/clock'
import { openDialog, type DialogWanted } from '@/model/place'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { Initials } from '@/ui/Face'
import { TextField } from '@/ui/Field'
import { customers } from '@/wire/desk'
import { sentenceOf } from '@/wire/http'
import type { Id, Likeness, PeoplePage } from '@/wire/types'

type Wanted<K extends DialogWanted['kind']> = Extract<DialogWanted, { kind: K }>

const TYPING_MILLIS = 160
const MOST = 8
const close = () => openDialog(null)

/** First whom, then the two side by side, then one click. */
export function MergeDialog({ customer, name, other }: Wanted<'MERGE'>) {
  const [chosen, setChosen] = useState<Id | null>(other)
  return (
    <Dialog title={chosen === null ? t.merging.whom(name) : t.merging.title} closeLabel={t.shell.close} look={chosen === null ? 'plain' : 'sheet'} onClose={close}>
      {chosen === null ? <Choose customer={customer} choose={setChosen} /> : <Beside customer={customer} name={name} other={chosen} back={() => setChosen(null)} />}
    </Dialog>
  )
}

function Choose({ customer, choose }: { customer: Id; choose: (other: Id) => void }) {
  const [words, setWords] = useState('')
  const [found, setFound] = useState<PeoplePage['people'] | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  useEffect(() => {
    if (words.trim() === '') return
    const abort = new AbortController()
    const timer = setTimeout(() => {
      customers
        .find(words, abort.signal)
        .then(({ people }) => {
          setFound(people.filter((one) => one.id !== customer).slice(0, MOST))
          setWrong(null)
        })
        .catch((error: unknown) => {
          if (!abort.signal.aborted) setWrong(sentenceOf(error))
        })
    }, TYPING_MILLIS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [words, customer])
  const shown = words.trim() === '' ? null : found
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const first = shown?.[0]
        if (first !== undefined) choose(first.id)
      }}
    >
      <TextField label={t.merging.search} quietLabel type="search" autoFocus placeholder={t.merging.search} value={words} onChange={(event) => setWords(event.target.value)} error={wrong ?? undefined} />
      <div aria-live="polite">
        {shown === null && <p className="small quiet">{t.merging.typeName}</p>}
        {shown?.length === 0 && <p className="small quiet">{t.merging.nobody(words)}</p>}
        {shown?.map((one) => (
          <button key={one.id} type="button" className="choice" onClick={() => choose(one.id)}>
            <Initials name={one.name} tint={one.tint} size={22} />
            <b>{one.name}</b>
            <span className="end one">{one.address}</span>
          </button>
        ))}
      </div>
    </form>
  )
}

interface BesideProps {
  customer: Id
  name: string
  other: Id
  back: () => void
}

function Beside({ customer, name, other, back }: BesideProps) {
  const [two, setTwo] = useState<readonly Likeness[] | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    customers
      .beside(customer, other)
      .then(({ people }) => setTwo(people))
      .catch((error: unknown) => setWrong(sentenceOf(error)))
  }, [customer, other])
  const decide = async (perform: () => Promise<boolean>) => {
    setBusy(true)
    if (await perform()) close()
    else setBusy(false)
  }
  const second = two?.[1]
  const unproven = two?.some((one) => one.contactPoints.every((point) => point.proof === 'CLAIMED')) === true
  return (
    <>
      <p className="why">{t.merging.whyMerge(name)}</p>
      {wrong !== null && <p className="wrong">{wrong}</p>}
      {two !== null && (
        <div className="beside">
          {two.map((one) => (
            <Side key={one.customer.id} one={one} />
          ))}
        </div>
      )}
      {unproven && <p className="caution">{t.merging.unproven(name)}</p>}
      <div className="row" style={{ marginTop: 16 }}>
        <Button look="bare" onClick={back}>
          {t.merging.back}
        </Button>
        <Button className="end" disabled={busy || second === undefined} onClick={() => void decide(() => notOnePerson(customer, other))}>
          {t.merging.two}
        </Button>
        <Button
          // A button that could not be pressed yet took no focus: the one that can is another.
          key={second?.customer.id ?? 'none'}
          look="go"
          autoFocus
          disabled={busy || second === undefined}
          onClick={() => second !== undefined && void decide(() => merge(customer, name, second.customer.id, second.customer.name))}
        >
          {t.merging.go}
        </Button>
      </div>
    </>
  )
}

function Side({ one: { customer, contactPoints, matters } }: { one: Likeness }) {
  return (
    <section aria-label={[customer.name, ...contactPoints.slice(0, 1).map((point) => point.value)].join(', ')}>
      <div className="row">
        <Initials name={customer.name} tint={customer.tint} />
        <div style={{ minWidth: 0 }}>
          <h3>{customer.name}</h3>
          <p className="small second">{customer.organisation}</p>
        </div>
      </div>
      <dl>
        <dt>{t.merging.reach}</dt>
        {contactPoints.map((point) => (
          <dd key={point.id}>
            {point.value} <span className="quiet">{t.person.proof(point.proof)}</span>
          </dd>
        ))}
        <dt>{t.merging.team}</dt>
        <dd>{customer.teamName}</dd>
        <dt>{t.merging.since}</dt>
        <dd>{t.time.full(Date.parse(customer.since), companyZone())}</dd>
        <dt>{t.merging.matters}</dt>
        {matters.length === 0 && <dd className="quiet">{t.merging.noMatters}</dd>}
        {matters.map((matter) => (
          <dd key={matter.id}>
            {matter.about} <span className="quiet">{t.person.matterState[matter.state]}</span>
          </dd>
        ))}
      </dl>
    </section>
  )
}

/** Which of the merged records is somebody else after all. */
export function PartDialog({ customer, name, absorbed }: Wanted<'PART'>) {
  return (
    <Dialog title={t.merging.partTitle(name)} closeLabel={t.shell.close} onClose={close}>
      <p className="why">{t.merging.partWhy}</p>
      {absorbed.map((one, index) => (
        <button
          key={one.id}
          type="button"
          className="choice"
          autoFocus={index === 0}
          onClick={() => {
            close()
            void part(customer, one.id, one.name)
          }}
        >
          <b>{one.name}</b>
          <span className="end one">{one.addresses.join(', ')}</span>
        </button>
      ))}
    </Dialog>
  )
}
