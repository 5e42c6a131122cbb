import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { listActions } from '@/actions'
import { companyZone, useNow } from '@/model/clock'
import { cursorStore, useCursorOrder, useIsCurrent } from '@/model/cursor'
import { useDesk } from '@/model/desk'
import { shareLeft } from '@/model/hours'
import { go } from '@/model/place'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Clock } from '@/ui/Clock'
import { Empty } from '@/ui/Empty'
import { Face, Initials } from '@/ui/Face'
import { SelectField } from '@/ui/Field'
import { desk } from '@/wire/desk'
import type { Agent, Id, Presence, PromiseRow, TeamBoard as Board } from '@/wire/types'
import { Going } from './Going'
import { doing, DOT } from './Rail'

const SHOWN = 40
const LOOK_AGAIN_MILLIS = 500

/** What waits, who is on what, and who could help. Nobody's score. */
export function TeamBoard() {
  const own = useDesk((state) => state.team?.id ?? '')
  const teams = useDesk((state) => state.teams)
  const [chosen, setChosen] = useState<Id | null>(null)
  const team = chosen ?? own
  const board = useBoard(team)
  const live = useDesk((state) => (state.team?.id === team ? state.team.presence : null))
  const now = useNow()
  const waiting = useMemo(() => board?.rows.filter((row) => row.owner === null).slice(0, SHOWN) ?? [], [board])
  const atRisk = useMemo(() => board?.rows.filter((row) => row.owner !== null && (row.risk !== 'CALM' || Date.parse(row.deadline) <= now)).slice(0, SHOWN) ?? [], [board, now])
  useCursorOrder(useMemo(() => [...waiting, ...atRisk].map((row) => row.id), [waiting, atRisk]))
  if (board === null) return <main className="team" aria-busy="true" />
  const presence = live ?? board.team.presence
  const free = board.team.agents.filter((agent) => presence.find((one) => one.agent === agent.id)?.state === 'AVAILABLE')
  return (
    <main className="team" id="screen">
      <header>
        <div>
          <h1>{t.team.opening(board.waiting, board.late, free.length)}</h1>
          <p className="second">{t.team.second(board.keptToday, board.madeToday)}</p>
        </div>
        <div className="end">
          {teams.length > 1 && (
            <SelectField label={t.team.which} quietLabel value={team} onChange={(event) => setChosen(event.target.value)}>
              {teams.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </SelectField>
          )}
          <Button onClick={() => listActions.showFilters({ team })}>{t.team.all}</Button>
        </div>
      </header>
      <div className="col">
        <Block title={t.team.waits} count={board.waiting} rows={waiting} empty={t.team.nobodyWaits} now={now} />
        <Block title={t.team.atRisk} beside={t.team.atRiskBeside} count={atRisk.length} rows={atRisk} empty={t.team.nothingAtRisk} now={now} />
      </div>
      <div className="col">
        <Going team={team} />
        <section className="block" aria-label={t.team.who}>
          <div className="head">
            <h2>{t.team.who}</h2>
          </div>
          <ul className="place">
            {board.team.agents.map((agent) => (
              <Colleague key={agent.id} agent={agent} board={board} presence={presence.find((one) => one.agent === agent.id)} now={now} />
            ))}
          </ul>
        </section>
        <section className="block">
          <div className="head">
            <h2>{t.team.kept}</h2>
          </div>
          <div className="place kept-row">
            <p>
              <b>{t.team.keptOf(board.keptToday, board.madeToday)}</b>
            </p>
            <p className="small second">{t.team.keptWhy}</p>
          </div>
        </section>
      </div>
    </main>
  )
}

/** Every change that the stream tells of makes the board look again, at most twice a second. */
function useBoard(team: Id): Board | null {
  const [board, setBoard] = useState<Board | null>(null)
  const latest = useDesk((state) => state.latest)
  const moves = useDesk((state) => state.moves)
  const last = useRef(0)
  useEffect(() => {
    if (team === '') return
    let stopped = false
    const wait = Math.max(50, last.current + LOOK_AGAIN_MILLIS - Date.now())
    const timer = setTimeout(() => {
      last.current = Date.now()
      desk
        .team(team)
        .then((fresh) => !stopped && setBoard(fresh))
        .catch(() => undefined)
    }, wait)
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [team, latest, moves])
  return board?.team.id === team ? board : null
}

interface ColleagueProps {
  agent: Agent
  board: Board
  presence: Presence | undefined
  now: number
}

/** One of us: where they are, whose page they have open, and what they have promised next. */
function Colleague({ agent, board, presence, now }: ColleagueProps) {
  const at = board.at.find((one) => one.agent === agent.id)
  const load = board.loads.find((one) => one.agent === agent.id)
  const next = load?.next ?? null
  const zone = companyZone()
  return (
    <li className="u" data-agent={agent.id} aria-label={t.team.open(agent.firstName)} onClick={() => listActions.showFilters({ owner: agent.id })}>
      <Face name={`${agent.firstName} ${agent.lastName}`} picture={agent.face} tint={(Number(agent.id) % 6) + 1} dot={DOT[presence?.state ?? 'OFFLINE']} silent />
      <div className="w">
        <p className="one">
          <button type="button" className="plain-button">
            {agent.firstName} {agent.lastName}
          </button>
        </p>
        {at !== undefined && <p className="one">{t.team.at[at.grade](at.name)}</p>}
        {next !== null && <p className={`one ${t.time.deadline(Date.parse(next.deadline), now, zone).tone}`}>{t.team.next(next.what, t.time.moment(Date.parse(next.deadline), now, zone))}</p>}
      </div>
      <span className="small quiet" style={{ textAlign: 'end' }}>
        {doing(presence, now)}
        <br />
        {load === undefined ? t.team.nothingOpen : t.team.load(load.open)}
      </span>
    </li>
  )
}

interface BlockProps {
  title: string
  beside?: string
  count: number
  rows: readonly PromiseRow[]
  empty: string
  now: number
}

function Block({ title, beside, count, rows, empty, now }: BlockProps) {
  return (
    <section className="block" aria-label={title}>
      <div className="head">
        <h2>{title}</h2>
        <span className="n">{count}</span>
        {beside !== undefined && rows.length > 0 && <span className="end">{beside}</span>}
      </div>
      <ul className="place">
        {rows.map((row) => (
          <Row key={row.id} row={row} now={now} />
        ))}
        {rows.length === 0 && (
          <li>
            <Empty>{empty}</Empty>
          </li>
        )}
      </ul>
    </section>
  )
}

function Row({ row, now }: { row: PromiseRow; now: number }) {
  const colleagues = useDesk((state) => state.colleagues)
  const current = useIsCurrent(row.id)
  const words = t.time.deadline(Date.parse(row.deadline), now, companyZone())
  const faces: ReactNode[] = [row.owner, row.helper, row.owner === null ? row.knownBy : null]
    .map((id) => (id === null ? undefined : colleagues.get(id)))
    .filter((agent) => agent !== undefined)
    .map((agent) => <Face key={agent.id} name={`${agent.firstName} ${agent.lastName}`} tint={(Number(agent.id) % 6) + 1} picture={agent.face} size={24} />)
  return (
    <li
      className={`p ${current ? 'on' : ''}`}
      data-promise={row.id}
      aria-current={current || undefined}
      onClick={() => go({ to: '/people/$customer', params: { customer: row.customer.id } })}
      onPointerEnter={() => cursorStore.dispatch({ kind: 'set', current: row.id })}
    >
      <Clock share={shareLeft(row.madeAt, row.deadline, now)} tone={words.tone} />
      <div className={`t ${words.tone === 'calm' ? '' : words.tone}`}>
        {words.main}
        <small>{words.below}</small>
      </div>
      <Initials name={row.customer.name} tint={row.customer.tint} />
      <div className="w">
        <p>
          <b>{row.customer.name}</b>
        </p>
        <p className="one">{row.what}</p>
      </div>
      <div className="src">
        {row.owner === null && row.knownBy !== null && <span>{t.team.knows}</span>}
        <span className="faces">{faces}</span>
      </div>
    </li>
  )
}
