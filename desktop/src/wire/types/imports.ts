import type { Schema } from '../contract'

// Customers from files.

export type ImportState = Schema['ImportState']
export type Filling = Schema['Filling']
export type RowOutcome = Schema['OutcomeKind']

/** POST /api/imports?name (the body is the file) and GET /api/imports/{id} */
export type Import = Schema['ImportView']

/** GET /api/imports: those that were started, newest first, and the fields that a column can fill. */
export type Imports = Schema['ImportList']

export type ImportRow = Schema['ImportRowView']

/** POST /api/imports/{id}/preview {mapping, filling}; /start the same; /stop, /undo; GET /report: a CSV */
export type ImportPreview = Schema['ImportPreviewView']
