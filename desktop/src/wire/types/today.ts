import type { Channel, Id, Instant } from './basics'
import type { Team } from './people'
import type { HandOver } from './person'
import type { StreamPosition } from './stream'

// Today.

export type PromiseKind = 'ANSWER' | 'SAID' | 'CALL_BACK' | 'FOLLOW_UP' | 'CARE'
export type PromiseState = 'OPEN' | 'KEPT' | 'BROKEN' | 'RELEASED'
/** How near the deadline is: CALM, AT_RISK (shown), HELPED (a helper was added), LEAD (the lead was added), LATE. */
export type Risk = 'CALM' | 'AT_RISK' | 'HELPED' | 'LEAD' | 'LATE'

export interface CustomerBrief {
  id: Id
  name: string
  organisation: string | null
  /** 1 to 6: the soft ground behind the initials. */
  tint: number
}

export interface PromiseRow {
  id: Id
  customer: CustomerBrief
  matter: Id
  /** What the matter is about, in the customer's words (subject line). */
  about: string
  kind: PromiseKind
  /** A verb phrase: "Answer: can two surgeries share one line?" is kind ANSWER with what = "can two ...". */
  what: string
  madeAt: Instant
  deadline: Instant
  state: PromiseState
  risk: Risk
  owner: Id | null
  helper: Id | null
  team: Id
  /** Where it was said. */
  channel: Channel
  sales: boolean
  /** Unanswered knocks by this person: how often, at how many doors, over how many hours. Null if fewer than two. */
  knocks: { times: number; doors: number; hours: number } | null
  /** The colleague who knows them best, if any: a hint, not a rule. */
  knownBy: Id | null
  /** False when the sender's address was not proven (SPF, DKIM). */
  proven: boolean
  /** Set while somebody was asked to take it over and has not yet said yes or no. */
  handOver: HandOver | null
  /** When it comes back, while its owner has put it aside. */
  asideUntil: Instant | null
}

/** A colleague named me in a note, or my reply is held because the customer wrote before it left. */
export interface Pointer {
  id: Id
  kind: 'MENTION' | 'HELD'
  customer: CustomerBrief
  by: Id | null
  /** The beginning of the note or the reply. */
  words: string
  at: Instant
}

/** GET /api/desk/today */
export interface Today {
  stream: StreamPosition
  mine: PromiseRow[]
  /** Open promises of my team without an owner, nearest deadline first. */
  unowned: PromiseRow[]
  /** Others' promises in my team that are late or at risk, for helpers and the lead. */
  needHelp: PromiseRow[]
  /** What I should look at, newest first. POST /api/customers/{id}/pointers/seen dismisses. */
  pointers: Pointer[]
  team: Team
  /** Only for leads and administrators: alarms of doors ("too quiet", "nobody answered"). */
  alarms: { id: Id; text: string; since: Instant }[]
}

/** GET /api/desk/team: the board. Names no one's score. */
export interface TeamBoard {
  team: Team
  rows: PromiseRow[]
  waiting: number
  late: number
  keptToday: number
  madeToday: number
  /** Whose page they have in front of them. */
  at: readonly { agent: Id; customer: Id; name: string; grade: 'VIEWING' | 'TYPING' | 'AWAY' }[]
  /** What they have promised; those who promised nothing are left out. */
  loads: readonly { agent: Id; open: number; next: PromiseRow | null }[]
}

export interface TeamName {
  id: Id
  name: string
}
