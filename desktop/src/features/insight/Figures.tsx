import { useCallback, useState } from 'react'
import { useLoaded } from '@/actions'
import { APART, COMPARED, OF_ANSWERS, OF_CALLS, WHOLE } from '@/model/figures'
import { figures as text } from '@/text/figures'
import { SelectField, TextField } from '@/ui/Field'
import { figures } from '@/wire/figures'
import type { Dashboard, Figure, FigureName, FigureSlice, Which } from '@/wire/types'
import { Card } from './Card'
import { Cases } from './Cases'
import { Cut } from './Cut'
import { Plan } from './Plan'
import { Trend } from './Trend'

/** A list that stands open: of which figure, which rows, of which slice. */
export interface Opened {
  figure: FigureName
  which: Which
  slice: FigureSlice
}

/** All figures of all teams. */
export function Figures() {
  const [slice, setSlice] = useState<FigureSlice>(WHOLE)
  const [step, setStep] = useState<'WEEK' | 'MONTH'>('WEEK')
  const [shown, setShown] = useState<FigureName>('NPS')
  const [opened, setOpened] = useState<Opened | null>(null)
  const { value: all, wrong } = useLoaded(useCallback(() => figures.all(slice, step), [slice, step]))
  if (opened !== null && all !== null) return <Cases opened={opened} all={all} close={() => setOpened(null)} />
  const open = (figure: FigureName, which: Which) => setOpened({ figure, which, slice })
  return (
    <>
      <Filters slice={slice} step={step} all={all} onSlice={setSlice} onStep={setStep} />
      {wrong !== null && <p className="wrong">{wrong}</p>}
      {all !== null && (
        <>
          <Group title={text.of_answers} names={OF_ANSWERS} all={all} open={open} />
          <SelectField label={text.show} value={shown} onChange={(event) => setShown(event.target.value as FigureName)}>
            {COMPARED.map((one) => (
              <option key={one} value={one}>
                {text.names[one]}
              </option>
            ))}
          </SelectField>
          <Trend name={shown} all={all} />
          <Cut name={shown} all={all} slice={slice} open={setOpened} />
          <Group title={text.ofCalls} names={OF_CALLS} all={all} open={open} />
          <Group title={text.apart} beside={text.apartWhy} names={APART} all={all} open={open} />
          <Plan />
        </>
      )}
    </>
  )
}

export function find(list: readonly Figure[], name: FigureName): Figure | undefined {
  return list.find((one) => one.figure === name)
}

function Group({ title, beside, names, all, open }: { title: string; beside?: string; names: readonly FigureName[]; all: Dashboard; open: (figure: FigureName, which: Which) => void }) {
  const answered = find(all.figures, 'RESPONSE')?.value ?? null
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {beside !== undefined && <p className="second small">{beside}</p>}
      <ul className="figure-cards">
        {names.map((name) => {
          const figure = find(all.figures, name)
          return figure === undefined ? null : <Card key={name} figure={figure} answered={answered} open={open} />
        })}
      </ul>
    </section>
  )
}

interface FiltersProps {
  slice: FigureSlice
  step: 'WEEK' | 'MONTH'
  all: Dashboard | null
  onSlice: (slice: FigureSlice) => void
  onStep: (step: 'WEEK' | 'MONTH') => void
}

function Filters({ slice, step, all, onSlice, onStep }: FiltersProps) {
  const choose = (key: keyof FigureSlice, label: string, choices: readonly (readonly [string, string])[]) => (
    <SelectField label={label} value={slice[key] ?? ''} onChange={(event) => onSlice({ ...slice, [key]: event.target.value === '' ? null : event.target.value })}>
      <option value="">{text.everything}</option>
      {choices.map(([id, name]) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  )
  return (
    <div className="figure-filters">
      <TextField label={text.from} type="date" value={slice.from ?? all?.from ?? ''} onChange={(event) => onSlice({ ...slice, from: event.target.value || null })} />
      <TextField label={text.to} type="date" value={slice.to ?? all?.to ?? ''} onChange={(event) => onSlice({ ...slice, to: event.target.value || null })} />
      <SelectField label={text.step} value={step} onChange={(event) => onStep(event.target.value as 'WEEK' | 'MONTH')}>
        <option value="WEEK">{text.steps.WEEK}</option>
        <option value="MONTH">{text.steps.MONTH}</option>
      </SelectField>
      {choose('team', text.team, (all?.teams ?? []).map((one) => [one.id, one.name] as const))}
      {choose('reason', text.reason, [...(all?.reasons ?? []).map((one) => [one.id, one.name] as const), ['0', text.notSaid] as const])}
      {choose('channel', text.channel, Object.entries(text.channels))}
      {choose('survey', text.survey, (all?.surveys ?? []).map((one) => [one.id, one.name] as const))}
    </div>
  )
}
