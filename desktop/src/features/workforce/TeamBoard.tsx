import { useEffect, useState, type ReactNode } from 'react'
import { companyZone, useNow } from '@/model/clock'
import { useDesk } from '@/model/desk'
import { shareLeft } from '@/model/hours'
import { go } from '@/model/place'
import { t } from '@/text'
import { Clock } from '@/ui/Clock'
import { Empty } from '@/ui/Empty'
import { Face, Initials } from '@/ui/Face'
import { desk } from '@/wire/desk'
import type { PromiseRow, TeamBoard as Board } from '@/wire/types'
import { doing, DOT } from './Rail'

const SHOWN = 40

/** What waits and who could help. Nobody's score. */
export function TeamBoard() {
  const [board, setBoard] = useState<Board | null>(null)
  const lanes = useDesk((state) => state.lanes)
  const presence = useDesk((state) => state.team?.presence ?? [])
  const now = useNow()
  useEffect(() => {
    let stopped = false
    const timer = setTimeout(() => {
      desk
        .team()
        .then((fresh) => !stopped && setBoard(fresh))
        .catch(() => undefined)
    }, 100)
    return () => {
      stopped = true
      clearTimeout(timer)
    }
    // Every change that the stream tells of makes the board look again.
  }, [lanes])
  if (board === null) return <main className="team" aria-busy="true" />
  const free = board.team.agents.filter((agent) => presence.find((one) => one.agent === agent.id)?.state === 'AVAILABLE')
  const waiting = board.rows.filter((row) => row.owner === null)
  const atRisk = board.rows.filter((row) => row.owner !== null && (row.risk !== 'CALM' || Date.parse(row.deadline) <= now))
  return (
    <main className="team" id="screen">
      <header>
        <div>
          <h1>{t.team.opening(board.waiting, board.late, free.length)}</h1>
          <p className="second">{t.team.second(board.keptToday, board.madeToday)}</p>
        </div>
      </header>
      <div className="col">
        <Block title={t.team.waits} rows={waiting} empty={t.team.nobodyWaits} now={now} />
        <Block title={t.team.atRisk} beside={t.team.atRiskBeside} rows={atRisk} empty={t.team.nothingAtRisk} now={now} />
      </div>
      <div className="col">
        <section className="block">
          <div className="head">
            <h2>{t.team.who}</h2>
          </div>
          <ul className="place">
            {board.team.agents.map((agent) => {
              const one = presence.find((other) => other.agent === agent.id)
              return (
                <li key={agent.id} className="u" style={{ cursor: 'default' }}>
                  <Face name={`${agent.firstName} ${agent.lastName}`} picture={agent.face} tint={(Number(agent.id) % 6) + 1} dot={DOT[one?.state ?? 'OFFLINE']} silent />
                  <div className="w">
                    <p className="one">
                      {agent.firstName} {agent.lastName}
                    </p>
                  </div>
                  <span className="small quiet">{doing(one, now)}</span>
                </li>
              )
            })}
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

interface BlockProps {
  title: string
  beside?: string
  rows: readonly PromiseRow[]
  empty: string
  now: number
}

function Block({ title, beside, rows, empty, now }: BlockProps) {
  return (
    <section className="block" aria-label={title}>
      <div className="head">
        <h2>{title}</h2>
        <span className="n">{rows.length}</span>
        {beside !== undefined && rows.length > 0 && <span className="end">{beside}</span>}
      </div>
      <ul className="place">
        {rows.slice(0, SHOWN).map((row) => (
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
  const words = t.time.deadline(Date.parse(row.deadline), now, companyZone())
  const faces: ReactNode[] = [row.owner, row.helper, row.owner === null ? row.knownBy : null]
    .map((id) => (id === null ? undefined : colleagues.get(id)))
    .filter((agent) => agent !== undefined)
    .map((agent) => <Face key={agent.id} name={`${agent.firstName} ${agent.lastName}`} tint={(Number(agent.id) % 6) + 1} picture={agent.face} size={24} />)
  return (
    <li className="p" data-promise={row.id} onClick={() => go({ to: '/people/$customer', params: { customer: row.customer.id } })}>
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
