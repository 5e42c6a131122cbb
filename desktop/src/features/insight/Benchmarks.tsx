import { useCallback, useState } from 'react'
import { attempt, useLoaded } from '@/actions'
import { WHOLE, written } from '@/model/figures'
import { useMay } from '@/model/desk'
import { figures as all } from '@/text/figures'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { SelectField, TextField } from '@/ui/Field'
import { IntervalBar } from '@/ui/IntervalChart'
import { benchmarks, figures } from '@/wire/figures'
import type { Benchmark } from '@/wire/types'

const text = all.benchmarks
const QUESTIONS = [
  ['NPS', 'NPS'],
  ['CSAT', 'CSAT'],
  ['FACES', 'HAPPINESS'],
] as const

/** Others' scores beside ours, each with where it comes from. */
export function Benchmarks() {
  const { value: list, wrong, reload } = useLoaded(benchmarks.all)
  const { value: ours } = useLoaded(useCallback(() => figures.all(WHOLE, 'MONTH'), []))
  const may = useMay('CHANGE_FIGURES')
  const [edited, setEdited] = useState<Benchmark | 'NEW' | null>(null)
  return (
    <section aria-label={text.title}>
      <h2>{text.title}</h2>
      <p className="second small">{text.second}</p>
      {wrong !== null && <p className="wrong">{wrong}</p>}
      {list?.length === 0 && <Empty>{text.none}</Empty>}
      {list !== null &&
        QUESTIONS.map(([question, name]) => {
          const theirs = list.filter((one) => one.question === question)
          const own = ours?.figures.find((one) => one.figure === name)
          return theirs.length === 0 ? null : (
            <section key={question} aria-label={all.names[name]}>
              <h3 className="cut-by">{all.names[name]}</h3>
              <ul className="place">
                {own?.value != null && own.interval != null && (
                  <li className="adm-row cut-row">
                    <b className="cut-name">{text.ours}</b>
                    <b>{written(own.kind, own.value)}</b>
                    <IntervalBar value={own.value} low={own.interval.low} high={own.interval.high} least={question === 'NPS' ? -100 : 0} most={question === 'NPS' ? 100 : 1} quiet={false} />
                    <span className="small quiet">{all.of(own.n)}</span>
                  </li>
                )}
                {theirs.map((one) => (
                  <li key={one.id} className="adm-row cut-row">
                    <span className="cut-name">{one.firm}</span>
                    <span>{question === 'NPS' ? written('SCORE', one.score) : written('SHARE', one.score / 100)}</span>
                    <Sure one={one} />
                    <span className="small">
                      {one.margin === null ? text.unknown : text.margin(one.margin)} <span className="quiet">{one.n === null ? '' : all.of(one.n)}</span>
                    </span>
                    <span className="small quiet end">
                      {one.source}. {one.method}. {one.measured}
                    </span>
                    {may && (
                      <Button aria-label={`${text.edit}: ${one.firm}`} onClick={() => setEdited(one)}>
                        {text.edit}
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          )
        })}
      {may && edited === null && (
        <div className="row" style={{ marginTop: 12 }}>
          <Button icon="plus" onClick={() => setEdited('NEW')}>
            {text.add}
          </Button>
        </div>
      )}
      {edited !== null && (
        <Form
          key={edited === 'NEW' ? 'new' : edited.id}
          one={edited === 'NEW' ? null : edited}
          done={async () => {
            setEdited(null)
            await reload()
          }}
        />
      )}
    </section>
  )
}

function Sure({ one }: { one: Benchmark }) {
  if (one.margin === null) return <span />
  const least = one.question === 'NPS' ? -100 : 0
  return <IntervalBar value={one.score} low={Math.max(least, one.score - one.margin)} high={Math.min(100, one.score + one.margin)} least={least} most={100} quiet />
}

function Form({ one, done }: { one: Benchmark | null; done: () => Promise<void> }) {
  const [firm, setFirm] = useState(one?.firm ?? '')
  const [question, setQuestion] = useState<Benchmark['question']>(one?.question ?? 'NPS')
  const [score, setScore] = useState(one === null ? '' : String(one.score))
  const [n, setN] = useState(one?.n == null ? '' : String(one.n))
  const [source, setSource] = useState(one?.source ?? '')
  const [method, setMethod] = useState(one?.method ?? '')
  const [measured, setMeasured] = useState(one?.measured ?? '')
  const save = async () => {
    const given = { firm, question, score: score === '' ? null : Number(score), n: n === '' ? null : Number(n), source, method, measured: measured === '' ? null : measured }
    if (await attempt(() => (one === null ? benchmarks.add(given) : benchmarks.change(one.id, given)), text.saved)) await done()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <TextField label={text.firm} required maxLength={200} value={firm} onChange={(event) => setFirm(event.target.value)} />
      <SelectField label={text.question} value={question} onChange={(event) => setQuestion(event.target.value as Benchmark['question'])}>
        {QUESTIONS.map(([id, name]) => (
          <option key={id} value={id}>
            {all.names[name]}
          </option>
        ))}
      </SelectField>
      <TextField label={text.score} hint={text.scoreHint} required inputMode="decimal" value={score} onChange={(event) => setScore(event.target.value)} />
      <TextField label={text.n} hint={text.nHint} inputMode="numeric" value={n} onChange={(event) => setN(event.target.value)} />
      <TextField label={text.source} required maxLength={200} value={source} onChange={(event) => setSource(event.target.value)} />
      <TextField label={text.method} required maxLength={200} value={method} onChange={(event) => setMethod(event.target.value)} />
      <TextField label={text.measured} type="date" required value={measured} onChange={(event) => setMeasured(event.target.value)} />
      <div className="row">
        {one !== null && <Button onClick={() => void attempt(() => benchmarks.remove(one.id), text.removed).then((gone) => (gone ? done() : undefined))}>{text.remove}</Button>}
        <Button className="end" onClick={() => void done()}>
          {text.cancel}
        </Button>
        <Button look="go" type="submit">
          {text.save}
        </Button>
      </div>
    </form>
  )
}
