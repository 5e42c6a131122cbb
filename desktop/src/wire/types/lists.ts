import type { Channel, Id, Instant } from './basics'
import type { Card } from './person'
import type { PromiseKind, PromiseRow } from './today'

// The screen Promises.

export type PromiseView = 'DEADLINE' | 'UNOWNED' | 'AT_RISK' | 'BROKEN' | 'WAITING' | 'CALL_FIRST' | 'ASIDE'

/** Null: any. */
export interface ListFilters {
  view: PromiseView
  team: Id | null
  owner: Id | null
  kind: PromiseKind | null
  channel: Channel | null
  /** Words of the promise, each at least as the beginning of one. */
  words: string | null
}

/** GET /api/promises?view&team&owner&kind&channel&words&after&limit: nearest deadline first. */
export interface PromisePage {
  rows: PromiseRow[]
  /** Give it back as `after` for the next page; null when there is none. */
  after: string | null
}

export type ManyAct = 'TAKE' | 'HAND_OVER' | 'MOVE' | 'RELEASE' | 'PUT_ASIDE' | 'BRING_BACK'

/** POST /api/promises/many: at most 200 ids. */
export interface ManyRequest {
  ids: Id[]
  act: ManyAct
  to?: Id
  card?: Card
  tell?: boolean
  deadline?: Instant
  until?: Instant
  reason?: string
}

/** One for each id: what was not done says why. */
export interface ManyResult {
  id: Id
  done: boolean
  code: string | null
  detail: string | null
  row: PromiseRow | null
}

/** GET /api/saved-views: one's own, then the team's. */
export interface SavedView {
  id: Id
  name: string
  shared: boolean
  /** Whose it is; only they change it. */
  agent: Id
  filters: ListFilters
}
