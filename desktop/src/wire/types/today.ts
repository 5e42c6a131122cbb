import type { Schema } from '../contract'

// Today.

export type PromiseKind = Schema['PromisedKind']
export type PromiseState = Schema['PromisedState']
/** How near the deadline is: CALM, AT_RISK (shown), HELPED (a helper was added), LEAD (the lead was added), LATE. */
export type Risk = Schema['PromisedRisk']

export type CustomerBrief = Schema['CustomerBrief']

export type PromiseRow = Schema['PromiseRow']

/** A colleague named me in a note, or my reply is held because the customer wrote before it left. */
export type Pointer = Schema['PointerRow']

/** GET /api/desk/today */
export type Today = Schema['Today']

/** GET /api/desk/team: the board. Names no one's score. */
export type TeamBoard = Schema['TeamBoard']

export type TeamName = Schema['TeamName']
