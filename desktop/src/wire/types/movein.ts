import type { Schema, Whole } from '../contract'

// Histories from other systems.

export type MoveInSource = Schema['MoveInSource']
export type MoveInState = Schema['MoveInState']

/** POST /api/move-ins?source&name (the body is the file), POST /api/move-ins/mailbox and GET /api/move-ins/{id} */
export type MoveIn = Schema['MoveInView']

/** GET /api/move-ins */
export type MoveIns = Schema['MoveInList']

export type MoveInMailbox = Whole<Schema['MoveInMailboxRequest']>

/** GET /api/move-ins/{id}/preview; then /start {carryOn}, /stop, DELETE; GET /report: a CSV */
export type MoveInPreview = Schema['MoveInPreviewView']
