import { scaleOf, written } from '@/model/figures'
import { figures as text } from '@/text/figures'
import { spoken } from '@/text/languages'
import { IntervalChart } from '@/ui/IntervalChart'
import type { Dashboard, FigureName } from '@/wire/types'

const day = new Intl.DateTimeFormat(spoken, { day: 'numeric', month: 'short', timeZone: 'UTC' })

/** One figure over time, with the interval of each point. */
export function Trend({ name, all }: { name: FigureName; all: Dashboard }) {
  const kind = all.figures.find((one) => one.figure === name)?.kind ?? 'SHARE'
  const [least, most] = scaleOf(kind)
  const points = all.points.map((point) => {
    const figure = point.figures.find((one) => one.figure === name)
    const way = figure?.difference?.way
    return {
      label: day.format(Date.parse(point.first)),
      value: figure?.value ?? null,
      low: figure?.interval?.low ?? null,
      high: figure?.interval?.high ?? null,
      hollow: way === undefined || way === 'NO_DIFFERENCE',
      beside: [text.of(figure?.n ?? 0), way === undefined ? '' : text.ways[way], point.open ? text.open : ''].filter((part) => part !== '').join(', '),
    }
  })
  const { when, value, interval, n } = text.columns
  return (
    <section aria-label={text.trend(text.names[name])}>
      <h2>{text.trend(text.names[name])}</h2>
      <p className="second small">{text.trendWhy}</p>
      <IntervalChart title={text.trend(text.names[name])} points={points} least={least} most={most} format={(one) => written(kind, one)} asTable={text.asTable} columns={[when, value, interval, n]} />
    </section>
  )
}
