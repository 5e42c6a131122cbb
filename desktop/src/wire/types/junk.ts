import type { Id, Instant } from './basics'

// Junk lane.

/** GET /api/junk?before= -> JunkPage; POST /api/junk/dismiss {ids, all?}; POST /api/junk/rescue {ids} (becomes a matter). */
export interface JunkRow {
  id: Id
  from: string
  door: string
  subject: string
  start: string
  why: string
  at: Instant
}
export interface JunkPage {
  rows: JunkRow[]
  total: number
  before: string | null
}
