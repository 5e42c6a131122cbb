import type { Instant } from './basics'

// Forgetting a person for good.

export type ErasureReason = 'THEY_ASKED' | 'AGREEMENT_ENDED' | 'NOT_NEEDED' | 'ORDERED'

/** GET /api/customers/{id}/erasure; POST {name, reason}; DELETE takes it back */
export interface Erasure {
  /** Null: nobody asked for it. */
  due: Instant | null
  reason: ErasureReason | null
}

/** GET /api/customers/{id}/erasure/preview */
export interface ErasurePreview {
  name: string
  counts: Record<'addresses' | 'messages' | 'files' | 'notes' | 'matters' | 'promises' | 'openPromises' | 'drafts' | 'facts' | 'claimants', number>
}
