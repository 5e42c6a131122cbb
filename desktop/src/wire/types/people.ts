import type { Id, Instant, PresenceState } from './basics'

// People of ours.

export interface Agent {
  id: Id
  firstName: string
  lastName: string
  /** Path of a picture under /faces/, or null: then initials are drawn. */
  face: string | null
  team: Id
  lead: boolean
}

export interface Presence {
  agent: Id
  state: PresenceState
  since: Instant
  /** What they say of it ("drill"), or what they are on ("2 mails"). May be empty. */
  note: string
  /** When they mean to be back, if Away; when their shift starts, if Offline; else null. */
  until: Instant | null
}

export interface Team {
  id: Id
  name: string
  place: string
  address: string
  zone: string
  agents: Agent[]
  presence: Presence[]
}
