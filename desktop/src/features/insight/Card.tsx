import { scaleOf, share, written } from '@/model/figures'
import { figures as text } from '@/text/figures'
import { IntervalBar } from '@/ui/IntervalChart'
import type { Figure, FigureName, Which } from '@/wire/types'

interface CardProps {
  figure: Figure
  /** Share of those asked who answered. */
  answered: number | null
  open: ((figure: FigureName, which: Which) => void) | null
}

/** One figure: the number, between which two values the truth lies, of how many it is, and what changed. */
export function Card({ figure, answered, open }: CardProps) {
  const { value, interval, silence, difference, kind } = figure
  const name = text.names[figure.figure]
  const [least, most] = scaleOf(kind)
  const said = (one: number) => written(kind, one)
  return (
    <li className="figure-card">
      <h3>{name}</h3>
      {open === null || figure.n === 0 ? (
        <p className="figure-value">{value === null ? <span className="quiet">{text.none}</span> : said(value)}</p>
      ) : (
        <button type="button" className="figure-value" aria-label={`${value === null ? '' : said(value)}. ${text.openList(name)}`} onClick={() => open(figure.figure, 'IN')}>
          {value === null ? '–' : said(value)}
        </button>
      )}
      {value !== null && interval !== null && (
        <>
          <IntervalBar value={value} low={interval.low} high={interval.high} least={least} most={most} quiet={false} />
          <p className="small">
            {text.between(said(interval.low), said(interval.high))} <span className="quiet">{text.of(figure.n)}</span>
          </p>
        </>
      )}
      {kind === 'TIME' && figure.p90 !== null && (
        <p className="small">
          {text.p90(said(figure.p90))} <span className="quiet">{text.of(figure.n)}</span>
        </p>
      )}
      {silence !== null && <p className="small quiet">{text.silence(said(silence.low), said(silence.high))}</p>}
      {silence !== null && answered !== null && <p className="small quiet">{text.answered(share(answered))}</p>}
      {difference !== null && <p className={difference.way === 'NO_DIFFERENCE' ? 'small quiet' : 'small'}>{text.ways[difference.way]}</p>}
      <p className="small quiet figure-means">{text.means[figure.figure]}</p>
    </li>
  )
}
