import { useCallback, useState, type FormEvent } from 'react'
import { attempt, useLoaded } from '@/actions'
import { callName } from '@/model/callName'
import { companyZone, useNow } from '@/model/clock'
import { useMay, type ReadyCustomer } from '@/model/desk'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { TextArea } from '@/ui/Field'
import { concerns } from '@/wire/incidents'
import type { Concern, MakeGood } from '@/wire/types'

/** What of ours touches this person, above everything else: whoever they reach knows it before they say hello. */
export function Concerns({ customer }: { customer: ReadyCustomer }) {
  const { id, name } = customer.head.customer
  const load = useCallback(() => concerns.of(id), [id])
  const { value, reload } = useLoaded(load)
  if (value === null || value.incidents.length + value.others.length === 0) return null
  return (
    <section className="concerns" aria-label={t.concerns.title}>
      {value.incidents.map((one) => (
        <Card key={one.incident} one={one} customer={id} name={callName(name)} reload={reload} />
      ))}
      {value.others.length > 0 && (
        <p className="small">
          {t.concerns.others}: {value.others.map(good).join('; ')}
        </p>
      )}
    </section>
  )
}

function good(one: MakeGood): string {
  const amount = one.amountCents === null || one.amountCents === undefined ? '' : `${(one.amountCents / 100).toFixed(2)} ${one.currency ?? ''}`
  return [one.what, amount, t.concerns.goodState[one.state]].filter((part) => part !== '').join(' · ')
}

interface CardProps {
  one: Concern
  customer: string
  name: string
  reload: () => Promise<void>
}

function Card({ one, customer, name, reload }: CardProps) {
  const answers = useMay('ANSWER')
  const [talking, setTalking] = useState(false)
  const now = useNow()
  const zone = companyZone()
  const told = one.told !== null && one.told !== undefined && one.toldHow !== null && one.toldHow !== undefined ? t.concerns.told(t.concerns.how[one.toldHow], t.time.moment(Date.parse(one.told), now, zone)) : t.concerns.notTold
  const known = one.knownHow !== null && one.knownHow !== undefined ? t.concerns.known[one.knownHow] : t.concerns.notKnown
  return (
    <article className="concern" data-incident={one.incident}>
      <div className="row">
        <h2>
          <span className="tag">{t.concerns.kind[one.kind]}</span> {one.name}
        </h2>
        {answers && !talking && (
          <Button className="end" icon="phone" onClick={() => setTalking(true)}>
            {t.concerns.guide}
          </Button>
        )}
      </div>
      {one.effective !== null && one.effective !== undefined && <p className="small">{t.concerns.from(t.time.full(Date.parse(one.effective), zone))}</p>}
      <dl className="out-words">
        <dt>{t.concerns.happened}</dt>
        <dd>{one.happened}</dd>
        <dt>{t.concerns.doing}</dt>
        <dd>{one.doing}</dd>
      </dl>
      <p className="small second">
        {told} · {known}
      </p>
      {one.opinion !== null && one.opinion !== undefined && (
        <p className="small">
          {one.opinion !== '' && t.concerns.opinion(one.opinion)} {one.fits === true && t.concerns.fits} {one.fits === false && t.concerns.doesNot}
        </p>
      )}
      {one.makeGoods.length > 0 && <p className="small">{one.makeGoods.map(good).join('; ')}</p>}
      {talking && (
        <Guide
          one={one}
          customer={customer}
          name={name}
          done={() => {
            setTalking(false)
            void reload()
          }}
          leave={() => setTalking(false)}
        />
      )}
    </article>
  )
}

type Fits = 'YES' | 'NO' | 'UNSAID'
const FITS = { YES: true, NO: false, UNSAID: null } as const

/** Sorry once, then the fix, then what they think of it: facts for a talk, not sentences to read out. */
function Guide({ one, customer, name, done, leave }: { one: Concern; customer: string; name: string; done: () => void; leave: () => void }) {
  const [words, setWords] = useState(one.opinion ?? '')
  const [fits, setFits] = useState<Fits>(one.fits === true ? 'YES' : one.fits === false ? 'NO' : 'UNSAID')
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (await attempt(() => concerns.talked(customer, one.incident, FITS[fits], words), t.concerns.saved(name))) done()
  }
  const choices = [
    ['YES', t.concerns.yes],
    ['NO', t.concerns.no],
    ['UNSAID', t.concerns.unsaid],
  ] as const
  return (
    <form className="guide" aria-label={t.concerns.guideTitle} onSubmit={(event) => void save(event)}>
      <ol>
        {one.kind !== 'CHANGE' && <li>{one.apologise ? t.concerns.sorry : t.concerns.noSorry}</li>}
        <li>{t.concerns.thenFix}</li>
        <li>{t.concerns.ask}</li>
      </ol>
      <TextArea label={t.concerns.answer} autoFocus rows={2} maxLength={2_000} value={words} onChange={(event) => setWords(event.target.value)} />
      <fieldset className="out-set">
        <legend>{t.concerns.doesItFit}</legend>
        <div className="row">
          {choices.map(([value, label]) => (
            <label key={value} className="row">
              <input type="radio" name={`fits-${one.incident}`} checked={fits === value} onChange={() => setFits(value)} /> {label}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="row">
        <Button onClick={leave}>{t.shell.close}</Button>
        <Button className="end" look="go" type="submit">
          {t.concerns.save}
        </Button>
      </div>
    </form>
  )
}
