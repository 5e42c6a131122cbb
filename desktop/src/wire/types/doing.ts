import type { Schema } from '../contract'

// What an agent does.

/** POST /api/promises/{id}/take -> PromiseRow; 409 problem code `taken` with detail "Lucía took it at 10:41". */
/** POST /api/promises/{id}/keep {} ; POST /api/promises/{id}/release {reason}; POST /api/promises/{id}/move {deadline, reason} -> PromiseRow */
/** POST /api/promises/{id}/hand-over {to, card} ; POST /api/hand-overs/{id}/accept ; POST /api/hand-overs/{id}/decline {reason} */
/** POST /api/customers/{id}/promises {matter, what, deadline, kind} -> PromiseRow (mine) */
/** POST /api/matters/{id}/close {why} ; POST /api/matters/{id}/reopen ; POST /api/matters/{id}/kind {sales} */
/** POST /api/interactions/{id}/needs-no-answer {reason} ; POST /api/interactions/{id}/junk */
export type ReplyRequest = Schema['WritingReplyRequest']
/** GET/PUT /api/admin/chat-doors/{id}; POST /api/admin/chat-doors/{id}/secret -> {secret}, shown once. */
export type ChatDoor = Schema['ChatAdminSetup']
/** POST /api/customers/{id}/replies ReplyRequest -> {interaction, undoUntil}; POST /api/interactions/{id}/undo (until undoUntil) -> 204, the draft is back. */
export type ReplySent = Schema['ReplySent']

/** POST /api/customers/{id}/notes {key, text, matter} */

/** PUT /api/customers/{id}/drafts Draft(without agent, at) : kept within two seconds of typing; an empty text deletes it. */
export type Draft = Schema['DraftView']

/** POST /api/uploads (multipart, field `file`) -> Attachment. GET /api/attachments/{id} downloads. */
/** GET /api/interactions/{id}/raw downloads the original bytes. GET /api/interactions/{id}/html?images=1 */
/** GET /api/customers?q=words -> PeoplePage : by name, address, organisation; empty q: last spoken to. */
export type PeoplePage = Schema['PeoplePage']

/** GET /api/search?q=words&customer=&team=&before=cursor -> FoundPage : what was said with all the words in it, newest first. */
export type Found = Schema['Found']

export type FoundPage = Schema['FoundPage']

/** PUT /api/presence {state, note, until} -> Presence (mine). */
