import type { Id, Instant } from './basics'

// Histories from other systems.

export type MoveInSource = 'ZAMMAD' | 'ZENDESK' | 'CHATWOOT' | 'CSV' | 'MAILBOX'
export type MoveInState = 'READING' | 'READY' | 'RUNNING' | 'STOPPED' | 'DONE' | 'FAILED' | 'DROPPED'

/** POST /api/move-ins?source&name (the body is the file), POST /api/move-ins/mailbox and GET /api/move-ins/{id} */
export interface MoveIn {
  id: Id
  source: MoveInSource
  name: string
  state: MoveInState
  /** Why it could not be read; else empty. */
  problem: string
  carryOn: boolean
  uploaded: Instant
  /** Conversations that were read, and how many of them were taken so far. */
  threads: number
  taken: number
  people: number
  matters: number
  messages: number
  notes: number
  promises: number
  known: number
  refused: number
}

/** GET /api/move-ins */
export interface MoveIns {
  moveIns: MoveIn[]
}

export interface MoveInMailbox {
  host: string
  port: number
  security: 'TLS' | 'STARTTLS' | 'NONE'
  user: string
  password: string
  /** None: all of them. */
  folders: string[]
}

/** GET /api/move-ins/{id}/preview; then /start {carryOn}, /stop, DELETE; GET /report: a CSV */
export interface MoveInPreview {
  people: number
  threads: number
  messages: number
  first: { subject: string; name: string; email: string; open: boolean; messages: number; known: number; from: Instant; to: Instant }[]
}
