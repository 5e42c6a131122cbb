import { scaleOf, share, written } from '@/model/figures'
import { figures as text } from '@/text/figures'
import { IntervalBar } from '@/ui/IntervalChart'
import type { Dashboard, FigureName, FigurePart, FigureSlice } from '@/wire/types'
import type { Opened } from './Figures'

const DIMENSIONS = ['TEAM', 'REASON', 'CHANNEL'] as const
const SLICED = { TEAM: 'team', REASON: 'reason', CHANNEL: 'channel' } as const

/** One figure by team, reason and channel: by name, and greyed where there is too little to compare. */
export function Cut({ name, all, slice, open }: { name: FigureName; all: Dashboard; slice: FigureSlice; open: (opened: Opened) => void }) {
  return (
    <section aria-label={text.cut(text.names[name])}>
      <h2>{text.cut(text.names[name])}</h2>
      <p className="second small">{text.cutWhy}</p>
      {DIMENSIONS.map((dimension) => {
        const parts = all.parts.filter((part) => part.dimension === dimension && (part.figures.find((one) => one.figure === name)?.n ?? 0) > 0)
        return parts.length === 0 ? null : (
          <section key={dimension} aria-label={text.by[dimension]}>
            <h3 className="cut-by">{text.by[dimension]}</h3>
            <ul className="place">
              {parts.map((part) => (
                <Row key={part.key} name={name} part={part} comparable={all.comparable} open={() => open({ figure: name, which: 'IN', slice: { ...slice, [SLICED[dimension]]: part.key } })} />
              ))}
            </ul>
          </section>
        )
      })}
    </section>
  )
}

function Row({ name, part, comparable, open }: { name: FigureName; part: FigurePart; comparable: number; open: () => void }) {
  const figure = part.figures.find((one) => one.figure === name)
  const asked = part.figures.find((one) => one.figure === 'RESPONSE')
  if (figure === undefined || figure.value === null || figure.interval === null) return null
  const few = figure.n < comparable
  const [least, most] = scaleOf(figure.kind)
  const called = part.name === '' ? text.notSaid : part.dimension === 'CHANNEL' ? (text.channels[part.name] ?? part.name) : part.name
  const said = (one: number) => written(figure.kind, one)
  return (
    <li className={few ? 'adm-row cut-row few' : 'adm-row cut-row'}>
      <span className="cut-name">{called}</span>
      <button type="button" className="linkish" aria-label={`${said(figure.value)}. ${text.openList(`${text.names[name]}, ${called}`)}`} onClick={open}>
        {said(figure.value)}
      </button>
      <IntervalBar value={figure.value} low={figure.interval.low} high={figure.interval.high} least={least} most={most} quiet={few || figure.difference?.way !== 'HIGHER'} />
      <span className="small">
        {text.between(said(figure.interval.low), said(figure.interval.high))} <span className="quiet">{text.of(figure.n)}</span>
        {asked?.value != null && name !== 'RESPONSE' && <span className="quiet">, {text.answered(share(asked.value))}</span>}
      </span>
      <span className={`end small ${few || figure.difference?.way === 'NO_DIFFERENCE' ? 'quiet' : ''}`}>{few ? text.tooFew(comparable) : figure.difference === null ? '' : text.waysRest[figure.difference.way]}</span>
    </li>
  )
}
