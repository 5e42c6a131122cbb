import { useId } from 'react'

export interface ChartPoint {
  label: string
  value: number | null
  low: number | null
  high: number | null
  /** Drawn hollow: it says nothing new. */
  hollow: boolean
  beside: string
}

interface ChartProps {
  title: string
  points: readonly ChartPoint[]
  least: number
  most: number
  format: (value: number) => string
  asTable: string
  columns: readonly string[]
}

const WIDE = 720
const HIGH = 200
const LEFT = 46
const FOOT = 24

/** Values over time with the band between which each lies, and the same as a table. */
export function IntervalChart({ title, points, least, most, format, asTable, columns }: ChartProps) {
  const id = useId()
  const x = (at: number) => LEFT + (points.length < 2 ? (WIDE - LEFT) / 2 : (at * (WIDE - LEFT - 12)) / (points.length - 1))
  const y = (value: number) => 8 + ((most - value) / (most - least)) * (HIGH - FOOT - 8)
  const shown = points.map((point, at) => ({ ...point, at })).filter((point) => point.value !== null)
  const line = shown.map((point) => `${x(point.at)},${y(point.value ?? 0)}`).join(' ')
  const band = shown.filter((point) => point.low !== null)
  const area = [...band.map((point) => `${x(point.at)},${y(point.high ?? 0)}`), ...[...band].reverse().map((point) => `${x(point.at)},${y(point.low ?? 0)}`)].join(' ')
  const every = Math.max(1, Math.ceil(points.length / 8))
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${WIDE} ${HIGH}`} role="img" aria-labelledby={id} preserveAspectRatio="xMinYMin meet">
        <title id={id}>{title}</title>
        {[most, (most + least) / 2, least].map((mark) => (
          <g key={mark}>
            <line x1={LEFT} x2={WIDE} y1={y(mark)} y2={y(mark)} className="chart-rule" />
            <text x={LEFT - 8} y={y(mark) + 4} textAnchor="end">
              {format(mark)}
            </text>
          </g>
        ))}
        {band.length > 1 && <polygon points={area} className="chart-band" />}
        {band.map((point) => (
          <line key={point.at} x1={x(point.at)} x2={x(point.at)} y1={y(point.low ?? 0)} y2={y(point.high ?? 0)} className="chart-span" />
        ))}
        <polyline points={line} className="chart-line" />
        {shown.map((point) => (
          <circle key={point.at} cx={x(point.at)} cy={y(point.value ?? 0)} r={4} className={point.hollow ? 'chart-hollow' : 'chart-dot'} />
        ))}
        {points.map((point, at) =>
          at % every === 0 ? (
            <text key={point.label} x={x(at)} y={HIGH - 4} textAnchor={at === 0 ? 'start' : 'middle'}>
              {point.label}
            </text>
          ) : null,
        )}
      </svg>
      <details>
        <summary>{asTable}</summary>
        <div className="wide-table" tabIndex={0} role="group" aria-label={title}>
          <table>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {points.map((point) => (
                <tr key={point.label}>
                  <th scope="row">{point.label}</th>
                  <td>{point.value === null ? '–' : format(point.value)}</td>
                  <td>{point.low === null || point.high === null ? '–' : `${format(point.low)} – ${format(point.high)}`}</td>
                  <td>{point.beside}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  )
}

/** One interval on its scale, beside the words that say it. */
export function IntervalBar({ value, low, high, least, most, quiet }: { value: number; low: number; high: number; least: number; most: number; quiet: boolean }) {
  const at = (one: number) => ((one - least) / (most - least)) * 100
  return (
    <svg className={quiet ? 'interval quiet' : 'interval'} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect x="0" y="4.5" width="100" height="1" className="chart-rule" />
      <rect x={at(low)} y="2" width={Math.max(0.8, at(high) - at(low))} height="6" className="chart-band" />
      <rect x={Math.min(98.5, at(value))} y="0" width="1.5" height="10" className="chart-mark" />
    </svg>
  )
}
