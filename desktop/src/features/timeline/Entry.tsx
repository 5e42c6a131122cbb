import { memo, type ReactNode } from 'react'
import { companyZone } from '@/model/clock'
import { useDesk } from '@/model/desk'
import { t } from '@/text'
import { Clock } from '@/ui/Clock'
import { Face, Initials } from '@/ui/Face'
import { Icon } from '@/ui/Icon'
import type { Agent, Card, Id, TimelineEntry } from '@/wire/types'
import { Inbound } from './Inbound'
import { NoteWords } from './NoteWords'
import { Outbound } from './Outbound'

interface EntryProps {
  entry: TimelineEntry
  name: string
  tint: number
}

/** One line of the story. */
export const Entry = memo(function Entry({ entry, name, tint }: EntryProps) {
  switch (entry.kind) {
    case 'INBOUND':
      return (
        <Thick at={entry.at} id={entry.id} mark={<Initials name={name} tint={tint} />}>
          <Inbound entry={entry} name={name} />
        </Thick>
      )
    case 'OUTBOUND':
      return (
        <Thick at={entry.at} id={entry.id} mark={<AgentFace id={entry.agent} />}>
          <Outbound entry={entry} />
        </Thick>
      )
    case 'NOTE':
      return (
        <Thick at={entry.at} id={entry.id} mark={<AgentFace id={entry.agent} />}>
          <div className="h">
            <AgentName id={entry.agent} />
            <Icon name="lock" />
            {t.person.note}
          </div>
          <div className="paper" dir="auto">
            <NoteWords text={entry.text} />
          </div>
        </Thick>
      )
    case 'HAND_OVER':
      return (
        <Thick at={entry.at} id={entry.id} mark={<AgentFace id={entry.from} />}>
          <HandOver entry={entry} />
        </Thick>
      )
    case 'ROOM':
      return (
        <Thick at={entry.at} id={entry.id} mark={<AgentFace id={entry.agent} />}>
          <Asked entry={entry} />
        </Thick>
      )
    case 'PROMISE':
      return <PromiseLine entry={entry} />
    case 'HOME':
      return <HomeLine entry={entry} />
    case 'MERGE':
      return (
        <Thin at={entry.at} id={entry.id} node={<Icon name="people" />}>
          <span>
            {t.merging.line[entry.event]} <b>{entry.name}</b> <ByAgent id={entry.agent} />
          </span>
        </Thin>
      )
    case 'MATTER':
      return (
        <Thin at={entry.at} id={entry.id} node={<Icon name="box" />}>
          <span>
            {t.person.matterEvent(entry.event)}: <b>{entry.about}</b> <ByAgent id={entry.agent} />
          </span>
        </Thin>
      )
  }
})

function Time({ at }: { at: string }) {
  const millis = Date.parse(at)
  return (
    <time dateTime={at} title={t.time.full(millis, companyZone())}>
      {t.time.clock(millis, companyZone())}
    </time>
  )
}

function Thick({ at, id, mark, children }: { at: string; id: Id; mark: ReactNode; children: ReactNode }) {
  return (
    <article className="e" data-entry={id}>
      <Time at={at} />
      {mark}
      <div style={{ minWidth: 0 }}>{children}</div>
    </article>
  )
}

function Thin({ at, id, node, children }: { at: string; id: Id; node: ReactNode; children: ReactNode }) {
  return (
    <div className="e thin" data-entry={id}>
      <Time at={at} />
      <span className="node">{node}</span>
      <div className="h">{children}</div>
    </div>
  )
}

function useAgent(id: Id | null): Agent | undefined {
  return useDesk((state) => (id === null ? undefined : state.colleagues.get(id)))
}

export function AgentName({ id }: { id: Id | null }) {
  const agent = useAgent(id)
  return <b>{id === null ? t.person.us : (agent?.firstName ?? t.person.colleague)}</b>
}

function AgentFace({ id }: { id: Id | null }) {
  const agent = useAgent(id)
  if (id === null) return <span className="who t1" style={{ opacity: 0.8 }}><Icon name="spark" /></span>
  return <Face name={agent === undefined ? t.person.colleague : `${agent.firstName} ${agent.lastName}`} picture={agent?.face ?? null} silent />
}

function ByAgent({ id }: { id: Id | null }) {
  const agent = useAgent(id)
  return agent === undefined ? null : <span className="quiet">{agent.firstName}</span>
}

function PromiseLine({ entry }: { entry: Extract<TimelineEntry, { kind: 'PROMISE' }> }) {
  // That an answer was owed, and given, is plain from the mails themselves.
  if (entry.promiseKind === 'ANSWER' && (entry.event === 'KEPT' || entry.event === 'MADE')) return null
  const tone = entry.event === 'KEPT' ? 'kept' : entry.event === 'BROKEN' ? 'late' : 'calm'
  const when = t.time.moment(Date.parse(entry.deadline), Date.parse(entry.at), companyZone())
  return (
    <Thin at={entry.at} id={entry.id} node={<Clock share={1} tone={tone} />}>
      {entry.event === 'BROKEN' ? (
        <span className="late">{t.person.wentLate(entry.what)}</span>
      ) : (
        <span>
          {entry.agent !== null && <AgentName id={entry.agent} />} {t.person.promiseEvent(entry.event)}: <b>{entry.what}</b>
          {(entry.event === 'MADE' || entry.event === 'MOVED') && `, ${t.person.by(when)}`}
        </span>
      )}
    </Thin>
  )
}

function HomeLine({ entry }: { entry: Extract<TimelineEntry, { kind: 'HOME' }> }) {
  const teams = useDesk((state) => state.teams)
  const name = (id: Id) => teams.find((team) => team.id === id)?.name ?? ''
  const line = entry.event === 'BACK' ? t.homes.movedBack : t.homes.moved
  return (
    <Thin at={entry.at} id={entry.id} node={<Icon name="team" />}>
      <span>
        <AgentName id={entry.agent} /> {line(name(entry.from), name(entry.to))}
      </span>
    </Thin>
  )
}

function HandOver({ entry }: { entry: Extract<TimelineEntry, { kind: 'HAND_OVER' }> }) {
  const from = useAgent(entry.from)
  const to = useAgent(entry.to)
  const parts = (['asked', 'promised', 'tried', 'dontAsk', 'mood', 'nextStep'] as const).filter((part) => entry.card[part] !== '')
  return (
    <>
      <div className="h">
        <b>{t.person.handOver.to(from?.firstName ?? t.person.colleague, to?.firstName ?? t.person.colleague)}</b>
        <Icon name="hand" />
        {t.person.handOver[entry.state]}
        {entry.reason !== null && entry.reason !== '' && <span>· {entry.reason}</span>}
      </div>
      {parts.length > 0 && (
        <div className="hand">
          <dl>
            {parts.map((part) => (
              <div key={part} style={{ display: 'contents' }}>
                <dt>{t.person.card[part]}</dt>
                <dd>{part === 'mood' ? moodOf(entry.card.mood) : entry.card[part]}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
    </>
  )
}

const moodOf = (mood: Card['mood']) => (mood === '' ? '' : t.person.mood[mood])

/** What one of us asked the team room, and what came back. */
function Asked({ entry }: { entry: Extract<TimelineEntry, { kind: 'ROOM' }> }) {
  return (
    <>
      <div className="h">
        <AgentName id={entry.agent} />
        <Icon name="chat" />
        {t.room.inRoom}
        {entry.settled && <span>· {t.room.isSettled}</span>}
      </div>
      <div className="paper" dir="auto">{entry.text}</div>
      <ul className="answers" aria-label={t.room.answers}>
        {entry.answers.map((answer) => (
          <li key={answer.id}>
            <AgentName id={answer.agent} /> <span>{answer.text}</span>
          </li>
        ))}
        {entry.answers.length === 0 && !entry.settled && <li className="quiet small">{t.room.nobodyYet}</li>}
      </ul>
    </>
  )
}
