import type { Schema } from '../contract'

// What somebody wants of us.

export type AgreementKind = Schema['AgreementKind']

/** POST /api/customers/{id}/wishes/agreements {kind, how}; POST .../{agreement}/withdraw and /restore */
export type Agreement = Schema['WishAgreementView']

/** PUT /api/customers/{id}/wishes/quiet: when they don't want to be called, in their own zone; no slot: never quiet. */
export type QuietHours = Schema['QuietHours']

/** GET /api/customers/{id}/wishes; PUT .../language {value} and .../best-time {value} */
export type Wishes = Schema['WishesView']
