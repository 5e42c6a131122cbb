import { memo, type ReactNode } from 'react'
import { companyZone, useNow } from '@/model/clock'
import { useDesk, useMe } from '@/model/desk'
import { t } from '@/text'
import { Face, type Dot } from '@/ui/Face'
import type { Agent, Presence } from '@/wire/types'

export const DOT: Record<Presence['state'], Dot> = {
  AVAILABLE: 'available',
  HANDLING: 'handling',
  WRAP_UP: 'wrapup',
  AWAY: 'away',
  OFFLINE: 'offline',
}

const ORDER: readonly Presence['state'][] = ['AVAILABLE', 'HANDLING', 'WRAP_UP', 'AWAY', 'OFFLINE']

/** What somebody is doing, in three words. */
export function doing(presence: Presence | undefined, now: number): string {
  const words = t.shell.presence
  if (presence === undefined) return words.off
  if (presence.note !== '') return presence.note
  const until = presence.until === null ? null : t.time.moment(Date.parse(presence.until), now, companyZone())
  switch (presence.state) {
    case 'AVAILABLE': {
      const since = now - Date.parse(presence.since)
      return since < 60_000 ? words.freeNow : words.free(t.time.span(since))
    }
    case 'HANDLING':
      return words.handling
    case 'WRAP_UP':
      return words.writingUp
    case 'AWAY':
      return until === null ? words.away : words.back(until)
    case 'OFFLINE':
      return until === null ? words.off : words.from(until)
  }
}

/**
 * The left edge: people, not menus.
 *
 * @param above what stands over them
 * @param below what stands under them
 */
export const Rail = memo(function Rail({ above, below }: { above: ReactNode; below: ReactNode }) {
  const team = useDesk((state) => state.team)
  const me = useMe()
  const now = useNow()
  if (team === null) return <nav className="rail" aria-label={t.shell.team} />
  const presence = new Map(team.presence.map((one) => [one.agent, one]))
  const state = (agent: Agent) => presence.get(agent.id)?.state ?? 'OFFLINE'
  const sorted = [...team.agents].sort(
    (a, b) => Number(b.id === me) - Number(a.id === me) || ORDER.indexOf(state(a)) - ORDER.indexOf(state(b)) || a.firstName.localeCompare(b.firstName),
  )
  const inside = sorted.filter((agent) => state(agent) !== 'OFFLINE')
  const off = sorted.filter((agent) => state(agent) === 'OFFLINE')
  const person = (agent: Agent) => (
    <li key={agent.id} className={state(agent) === 'OFFLINE' ? 'off' : ''}>
      <Face name={`${agent.firstName} ${agent.lastName}`} picture={agent.face} dot={DOT[state(agent)]} tint={(Number(agent.id) % 6) + 1} />
      <div>
        <p className="one">{agent.firstName}</p>
        <p className="one">{agent.id === me ? t.shell.you : doing(presence.get(agent.id), now)}</p>
      </div>
    </li>
  )
  return (
    <nav className="rail" aria-label={t.shell.team}>
      {above}
      <h2>
        {team.name} <span>{t.shell.inNow(inside.length, sorted.length)}</span>
      </h2>
      <ul>{inside.map(person)}</ul>
      {off.length > 0 && <hr />}
      <ul>{off.map(person)}</ul>
      {below}
    </nav>
  )
})
