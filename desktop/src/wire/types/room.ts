import type { Id, Instant } from './basics'
import type { StreamPosition } from './stream'
import type { CustomerBrief } from './today'

// The team room.

export interface RoomAnswer {
  id: Id
  agent: Id
  text: string
  at: Instant
}

/** POST /api/customers/{id}/questions {key, text, matter, team, named} -> {id}; POST /api/questions/{id}/answers {key, text}; .../settle, .../reopen */
export interface RoomQuestion {
  id: Id
  customer: CustomerBrief
  matter: Id | null
  /** What the matter is about; empty without one. */
  about: string
  /** Whose room. */
  team: Id
  agent: Id
  text: string
  at: Instant
  /** Who was asked by name. */
  named: Id[]
  /** Oldest first. */
  answers: RoomAnswer[]
  settled: Instant | null
}

/** GET /api/room: my team's room, and questions elsewhere in which I take part; newest first. */
export interface RoomPage {
  stream: StreamPosition
  open: RoomQuestion[]
  settled: RoomQuestion[]
}
