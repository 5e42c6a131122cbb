import type { Schema, Whole } from '../contract'

/** GET /api/customers/{id}/home-team/preview?to= */
export type HomePreview = Schema['HomeTeamPreviewView']

export type RemovalKind = Schema['RemovalKind']

/** POST /api/admin/home-moves and .../preview */
export type RemovalRequest = Whole<Schema['RemovalRequest']>

export type RemovalPreview = Schema['RemovalPreviewView']

/** GET /api/admin/home-moves -> {moves}, newest first; POST .../{id}/stop and .../{id}/undo */
export type Removal = Schema['RemovalView']
