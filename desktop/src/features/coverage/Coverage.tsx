import { useState } from 'react'
import { attempt, useLoaded } from '@/actions'
import { companyZone, useNow } from '@/model/clock'
import { share } from '@/model/figures'
import { go } from '@/model/place'
import { t } from '@/text'
import { figures } from '@/text/figures'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { IntervalBar } from '@/ui/IntervalChart'
import { coverage } from '@/wire/figures'
import type { Id, Silent } from '@/wire/types'

const text = figures.coverage

/** With which share of their customers teams have spoken, and with whom nobody has. */
export function Coverage() {
  const { value: all, wrong } = useLoaded(coverage.all)
  const [team, setTeam] = useState<{ id: Id; name: string } | null>(null)
  if (wrong !== null) return <p className="wrong">{wrong}</p>
  if (all === null) return null
  return (
    <section aria-label={text.title}>
      <h2>{text.title}</h2>
      <p className="second small">
        {text.second(all.months)} {text.why}
      </p>
      {all.teams.length === 0 && <Empty>{text.none}</Empty>}
      <ul className="place">
        {all.teams.map((one) => (
          <li key={one.team} className="adm-row cut-row">
            <span className="cut-name">{one.name}</span>
            <b>{share(one.all === 0 ? 0 : one.spoken / one.all)}</b>
            <IntervalBar value={one.spoken / Math.max(1, one.all)} low={0} high={one.spoken / Math.max(1, one.all)} least={0} most={1} quiet={false} />
            <button type="button" className="linkish small" aria-label={text.openList(one.name)} onClick={() => setTeam({ id: one.team, name: one.name })}>
              {text.notYet}: {one.all - one.spoken}
            </button>
            <span className="small quiet end">
              {text.hello}: {one.open}
            </span>
          </li>
        ))}
      </ul>
      {team !== null && <List key={team.id} team={team} />}
    </section>
  )
}

function List({ team }: { team: { id: Id; name: string } }) {
  const now = useNow()
  const [rows, setRows] = useState<readonly Silent[] | null>(null)
  const [next, setNext] = useState<string | null>(null)
  const load = (after: string | null) =>
    attempt(async () => {
      const page = await coverage.silent(team.id, after)
      setRows((before) => [...(after === null ? [] : (before ?? [])), ...page.customers])
      setNext(page.next)
    })
  if (rows === null) void load(null)
  const about = (time: string) => t.time.about(Date.parse(time), now, companyZone())
  return (
    <section aria-label={text.openList(team.name)}>
      <h3 className="cut-by">{text.openList(team.name)}</h3>
      {rows?.length === 0 && <Empty>{text.all}</Empty>}
      <ul className="place">
        {(rows ?? []).map((row) => (
          <li key={row.customer} className="adm-row">
            <button type="button" className="linkish" onClick={() => go({ to: '/people/$customer', params: { customer: row.customer } })}>
              {row.name}
            </button>
            <span className="small quiet end">
              {row.last === null ? text.never : text.last(about(row.last))}, {text.since(about(row.known))}
            </span>
          </li>
        ))}
      </ul>
      {next !== null && <Button onClick={() => void load(next)}>{figures.more}</Button>}
    </section>
  )
}
