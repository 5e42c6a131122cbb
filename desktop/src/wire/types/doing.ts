import type { Id, Instant } from './basics'
import type { Attachment } from './person'
import type { CustomerBrief } from './today'

// What an agent does.

/** POST /api/promises/{id}/take -> PromiseRow; 409 problem code `taken` with detail "Lucía took it at 10:41". */
/** POST /api/promises/{id}/keep {} ; POST /api/promises/{id}/release {reason}; POST /api/promises/{id}/move {deadline, reason} -> PromiseRow */
/** POST /api/promises/{id}/hand-over {to, card} ; POST /api/hand-overs/{id}/accept ; POST /api/hand-overs/{id}/decline {reason} */
/** POST /api/customers/{id}/promises {matter, what, deadline, kind} -> PromiseRow (mine) */
/** POST /api/matters/{id}/close {why} ; POST /api/matters/{id}/reopen ; POST /api/matters/{id}/kind {sales} */
/** POST /api/interactions/{id}/needs-no-answer {reason} ; POST /api/interactions/{id}/junk */
export interface ReplyRequest {
  /** Made by the desktop once per reply: sending it twice sends one mail. */
  key: string
  matter: Id
  to: Id
  subject: string
  text: string
  attachments: Id[]
  /** What we promise and by when; null means "nothing more". */
  promised: { what: string; deadline: Instant } | null
  /** CHAT: said into the chat they wrote from last, at once; null: by mail. */
  channel: 'CHAT' | null
  /** When it leaves; null: now. Until then it can be changed (PUT /api/interactions/{id}/postponed), sent (POST .../send-now), undone. */
  sendAt: Instant | null
  /** Whether the signature stands under it. */
  sign: boolean
  /** The interaction whose words are quoted under it. */
  quotes: Id | null
  /** Articles that are in it. */
  articles: Id[]
}
/** GET/PUT /api/admin/chat-doors/{id}; POST /api/admin/chat-doors/{id}/secret -> {secret}, shown once. */
export interface ChatDoor {
  /** Sites that may embed it, as browsers name them. */
  origins: string[]
  /** Whether there is a secret by which sites sign who somebody is. */
  signs: boolean
}
/** POST /api/customers/{id}/replies ReplyRequest -> {interaction, undoUntil}; POST /api/interactions/{id}/undo (until undoUntil) -> 204, the draft is back. */
export interface ReplySent {
  interaction: Id
  undoUntil: Instant
}

/** POST /api/customers/{id}/notes {key, text, matter} */

/** PUT /api/customers/{id}/drafts Draft(without agent, at) : kept within two seconds of typing; an empty text deletes it. */
export interface Draft {
  kind: 'REPLY' | 'NOTE'
  matter: Id | null
  text: string
  promisedWhat: string
  promisedBy: Instant | null
  attachments: Attachment[]
  agent: Id
  at: Instant
}

/** POST /api/uploads (multipart, field `file`) -> Attachment. GET /api/attachments/{id} downloads. */
/** GET /api/interactions/{id}/raw downloads the original bytes. GET /api/interactions/{id}/html?images=1 */
/** GET /api/customers?q=words&before=cursor -> PeoplePage : by name, address, organisation; empty q: last spoken to. */
export interface PeoplePage {
  people: (CustomerBrief & { address: string | null; teamName: string; last: Instant | null; open: number })[]
  before: string | null
}

/** GET /api/search?q=words&customer=&team=&before=cursor -> FoundPage : what was said with all the words in it, newest first. */
export interface Found {
  id: Id
  customer: Id
  customerName: string
  tint: number
  teamName: string
  at: Instant
  kind: 'INBOUND' | 'OUTBOUND' | 'NOTE' | 'PROMISE' | 'QUESTION' | 'ANSWER'
  subject: string
  parts: { text: string; found: boolean }[]
}

export interface FoundPage {
  found: Found[]
  before: string | null
}

/** PUT /api/presence {state, note, until} -> Presence (mine). */
