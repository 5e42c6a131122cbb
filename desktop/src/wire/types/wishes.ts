import type { Id, Instant } from './basics'

// What somebody wants of us.

export type AgreementKind = 'MARKETING_MAIL' | 'MARKETING_CALL' | 'CALL_RECORDING' | 'SURVEY' | 'SHARING'

/** POST /api/customers/{id}/wishes/agreements {kind, how}; POST .../{agreement}/withdraw and /restore */
export interface Agreement {
  id: Id
  kind: AgreementKind
  /** How they said so: "in a call". */
  how: string
  since: Instant
  /** Who of us noted it. */
  by: Id | null
  withdrawn: Instant | null
  withdrawnBy: Id | null
}

/** PUT /api/customers/{id}/wishes/quiet: when they don't want to be called, in their own zone; no slot: never quiet. */
export interface QuietHours {
  zone: string
  /** Days 1 (Monday) to 7; one that ends before it begins ends on the next day. */
  slots: { days: number[]; from: string; to: string }[]
}

/** GET /api/customers/{id}/wishes; PUT .../language {value} and .../best-time {value} */
export interface Wishes {
  language: string
  bestTime: string | null
  agreements: Agreement[]
  quiet: QuietHours | null
}
