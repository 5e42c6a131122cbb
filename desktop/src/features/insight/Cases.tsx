import { useCallback, useEffect, useState } from 'react'
import { attempt } from '@/actions'
import { companyZone, useNow } from '@/model/clock'
import { lasting } from '@/model/figures'
import { go } from '@/model/place'
import { t } from '@/text'
import { figures as text } from '@/text/figures'
import { Button } from '@/ui/Button'
import { SelectField } from '@/ui/Field'
import { figures } from '@/wire/figures'
import type { Dashboard, FigureCase, Which } from '@/wire/types'
import type { Opened } from './Figures'

const WHICH = ['IN', 'HITS', 'OTHERS', 'AGAINST'] as const

/** The list behind a figure: exactly what the number is of. */
export function Cases({ opened, all, close }: { opened: Opened; all: Dashboard; close: () => void }) {
  const { figure, slice } = opened
  const [which, setWhich] = useState<Which>(opened.which)
  const [rows, setRows] = useState<readonly FigureCase[]>([])
  const [next, setNext] = useState<string | null>(null)
  const load = useCallback(
    (after: string | null) =>
      attempt(async () => {
        const page = await figures.cases(figure, which, slice, after)
        setRows((before) => (after === null ? page.cases : [...before, ...page.cases]))
        setNext(page.next)
      }),
    [figure, which, slice],
  )
  useEffect(() => {
    void load(null)
  }, [load])
  return (
    <section aria-label={text.list(text.names[figure])}>
      <div className="row">
        <h2>{text.list(text.names[figure])}</h2>
        <Button className="end" icon="left" autoFocus onClick={close}>
          {text.back}
        </Button>
      </div>
      <p className="second small">{text.means[figure]}</p>
      <SelectField label={text.show} quietLabel value={which} onChange={(event) => setWhich(event.target.value as Which)}>
        {WHICH.map((one) => (
          <option key={one} value={one}>
            {text.which[one]}
          </option>
        ))}
      </SelectField>
      <p className="second small">{text.listSecond(rows.length)}</p>
      <ul className="place">
        {rows.map((row) => (
          <Row key={row.id} row={row} question={figure === 'HAPPINESS' || figure === 'FACE_AFTER' || figure.startsWith('RED') ? 'FACES' : ''} team={all.teams.find((one) => one.id === row.team)?.name ?? ''} />
        ))}
      </ul>
      {next !== null && <Button onClick={() => void load(next)}>{text.more}</Button>}
    </section>
  )
}

function Row({ row, question, team }: { row: FigureCase; question: string; team: string }) {
  const now = useNow()
  return (
    <li className="adm-row">
      <button type="button" className="linkish" onClick={() => go({ to: '/people/$customer', params: { customer: row.customer.id } })}>
        {row.customer.name}
      </button>
      <span className="small second one">{row.about}</span>
      <span className="end small">
        {row.before !== null && <span className="quiet">{text.before(text.answer('FACES', row.before))} </span>}
        {row.answer !== null && text.answer(question, row.answer)}
        {row.seconds !== null && lasting(row.seconds)}
      </span>
      <span className="small quiet">
        {team}, {t.time.about(Date.parse(row.at), now, companyZone())}
      </span>
    </li>
  )
}
