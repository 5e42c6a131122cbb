import type { Id, Instant } from './basics'

// Customers from files.

export type ImportState = 'DRAFT' | 'RUNNING' | 'STOPPED' | 'DONE' | 'UNDOING' | 'UNDONE'
export type Filling = 'FILL_EMPTY' | 'REPLACE'
export type RowOutcome = 'MADE' | 'JOINED' | 'SAME' | 'REFUSED'

/** POST /api/imports?name (the body is the file) and GET /api/imports/{id} */
export interface Import {
  id: Id
  name: string
  state: ImportState
  charset: string
  separator: string
  headers: string[]
  /** Where each column goes: NAME, EMAIL, ID:billing, FIELD:plan …; empty: nowhere. After an upload: guessed. */
  mapping: string[]
  filling: Filling
  uploaded: Instant
  rows: number
  taken: number
  made: number
  joined: number
  same: number
  refused: number
  undone: number
  /** People who stayed when it was undone. */
  kept: number
}

/** GET /api/imports: those that were started, newest first, and the fields that a column can fill. */
export interface Imports {
  imports: Import[]
  fields: { target: string; name: string }[]
}

export interface ImportRow {
  line: number
  name: string
  outcome: RowOutcome
  customer: Id | null
  /** As whom we know them. */
  known: string
  changes: { what: string; before: string; after: string }[]
  header: string
  reason: string
}

/** POST /api/imports/{id}/preview {mapping, filling}; /start the same; /stop, /undo; GET /report: a CSV */
export interface ImportPreview {
  rows: number
  made: number
  joined: number
  same: number
  refused: number
  shown: ImportRow[]
  refusals: ImportRow[]
}
