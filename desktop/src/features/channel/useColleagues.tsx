import { useMemo } from 'react'
import { useDesk, useMe } from '@/model/desk'
import { t } from '@/text'
import { Face } from '@/ui/Face'
import type { Trigger } from '@/ui/TypingArea'
import type { Agent, Id } from '@/wire/types'

const MOST_SHOWN = 8

const fullName = (agent: Agent) => `${agent.firstName} ${agent.lastName}`.trim()

/** What `@` opens: colleagues, those of my team first. */
export function useColleagues(): Trigger {
  const colleagues = useDesk((state) => state.colleagues)
  const team = useDesk((state) => state.team?.id)
  const me = useMe()
  return useMemo(
    () => ({
      sign: '@',
      label: t.compose.colleagues,
      find: (typed) => {
        const wanted = typed.toLowerCase()
        return [...colleagues.values()]
          .filter((agent) => agent.id !== me && (fullName(agent).toLowerCase().startsWith(wanted) || agent.lastName.toLowerCase().startsWith(wanted)))
          .sort((a, b) => Number(b.team === team) - Number(a.team === team) || fullName(a).localeCompare(fullName(b)))
          .slice(0, MOST_SHOWN)
          .map((agent) => ({
            id: agent.id,
            name: fullName(agent),
            mark: <Face name={fullName(agent)} picture={agent.face} size={22} silent />,
            text: `@${fullName(agent)} `,
          }))
      },
    }),
    [colleagues, team, me],
  )
}

/** Whom a note names. */
export function mentionedIn(text: string, colleagues: ReadonlyMap<Id, Agent>, me: Id): Id[] {
  return [...colleagues.values()].filter((agent) => agent.id !== me && text.includes(`@${fullName(agent)}`)).map((agent) => agent.id)
}
