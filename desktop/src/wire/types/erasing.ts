import type { Schema } from '../contract'

// Forgetting a person for good.

export type ErasureReason = Schema['ErasureReason']

/** GET /api/customers/{id}/erasure; POST {name, reason}; DELETE takes it back */
export type Erasure = Schema['ErasureWaitingView']

/** GET /api/customers/{id}/erasure/preview */
export type ErasurePreview = Schema['ErasurePreviewView']
