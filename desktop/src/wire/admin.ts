import { ask } from './http'
import type { AgentSetup, ChatDoor, DoorKnocks, DoorSetup, FirstHour, Id, Instant, MailProviders, TeamSetup } from './types'

/** What administrators ask of the server. Lists may come bare or wrapped; both are read. */

const id = encodeURIComponent

async function list<T>(path: string): Promise<T[]> {
  const answer = await ask<T[] | Record<string, T[]>>('GET', path)
  return Array.isArray(answer) ? answer : (Object.values(answer)[0] ?? [])
}

function save<T extends { id: Id | null }>(path: string, thing: T): Promise<T> {
  return thing.id === null
    ? ask<T>('POST', path, { body: thing })
    : ask<T>('PUT', `${path}/${id(thing.id)}`, { body: thing })
}

export const admin = {
  teams: () => list<TeamSetup>('/api/admin/teams'),
  saveTeam: (team: TeamSetup) => save('/api/admin/teams', team),
  agents: () => list<AgentSetup>('/api/admin/agents'),
  saveAgent: (agent: AgentSetup) => save('/api/admin/agents', agent),
  doors: () => list<DoorSetup>('/api/admin/doors'),
  saveDoor: (door: DoorSetup) => save('/api/admin/doors', door),
  testDoor: (door: Id) => ask<unknown>('POST', `/api/admin/doors/${id(door)}/test`, { body: {} }),
  chatsAtOnce: () => ask<{ atOnce: number }>('GET', '/api/admin/chats'),
  saveChatsAtOnce: (atOnce: number) => ask<{ atOnce: number }>('PUT', '/api/admin/chats', { body: { atOnce } }),
  chatDoor: (door: Id) => ask<ChatDoor>('GET', `/api/admin/chat-doors/${id(door)}`),
  saveChatDoor: (door: Id, setup: ChatDoor) => ask<ChatDoor>('PUT', `/api/admin/chat-doors/${id(door)}`, { body: setup }),
  renewChatSecret: (door: Id) => ask<{ secret: string }>('POST', `/api/admin/chat-doors/${id(door)}/secret`, { body: {} }),
  knocks: () => list<DoorKnocks>('/api/admin/knocks'),
  scheduleKnocks: (door: Id, everyHours: number) => ask<unknown>('PUT', `/api/admin/doors/${id(door)}/knocks`, { body: { everyHours } }),
  mailProviders: () => ask<MailProviders>('GET', '/api/admin/mail-providers'),
  /** Since when the door is connected with its provider; null: it is not. */
  connectedSince: (door: Id) => ask<{ since: Instant | null }>('GET', `/api/admin/doors/${id(door)}/connection`),
  /** Where the browser goes to consent. */
  connect: (door: Id) => ask<{ consentUrl: string }>('POST', `/api/admin/doors/${id(door)}/connection`, { body: {} }),
  firstHour: () => ask<FirstHour>('GET', '/api/admin/first-hour'),
}
