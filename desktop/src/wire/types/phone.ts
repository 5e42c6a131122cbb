import type { Id, Instant } from './basics'

// The telephone.

/** GET /api/phone, and pushed whenever it changed: everything that the telephone of one agent shows. */
export interface PhoneView {
  /** Whether this house has a telephone at all. */
  open: boolean
  /** Whether a line to me is up, in whichever browser. */
  line: boolean
  /** Mine, oldest first. */
  calls: Call[]
  /** Callers of my team whom nobody has answered, longest first. */
  waiting: WaitingCaller[]
  wrapUp: WrapUp | null
}

export interface CallCustomer {
  id: Id
  name: string
}

export interface Call {
  id: Id
  direction: 'IN' | 'OUT'
  state: 'RINGING' | 'DIALLING' | 'TALKING' | 'HELD'
  customer: CallCustomer
  /** As E.164; empty when they withheld it. */
  number: string
  /** The number of ours that they dialled, or that we show. */
  door: string
  /** Why it rings here: they know me, my team is theirs, I help out, or one of us calls. */
  why: 'KNOWN' | 'HOME' | 'NEIGHBOUR' | 'CALLED'
  since: Instant
  answeredAt: Instant | null
  promise: Id | null
  matter: Id | null
}

export interface WaitingCaller {
  id: Id
  customer: CallCustomer
  number: string
  since: Instant
  /** Whether they hear a greeting or music; else it just rings. */
  hears: boolean
}

/** After a call: what was said is written down until then, and nothing rings. */
export interface WrapUp {
  call: Id
  customer: CallCustomer
  until: Instant
  promise: Id | null
}
