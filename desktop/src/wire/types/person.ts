import type { Channel, Id, Instant } from './basics'
import type { Draft, PeoplePage } from './doing'
import type { RoomAnswer } from './room'
import type { StreamPosition, Viewer } from './stream'
import type { CustomerBrief, PromiseKind, PromiseRow } from './today'

// A person's page.

export interface ContactPoint {
  id: Id
  kind: 'EMAIL' | 'PHONE' | 'HANDLE'
  value: string
  proof: 'CLAIMED' | 'SEEN' | 'VERIFIED'
  shared: boolean
}

/** GET /api/customers/{id}/organisation; PUT {name, rename}: an empty name takes them out of it. */
export interface Organisation {
  name: string | null
  size: number
  people: PeoplePage['people']
}

export type HomeWhy = 'DOOR' | 'POSTCODE' | 'NUMBER' | 'COUNTRY' | 'LANGUAGE' | 'LOAD' | 'MOVED'

/** POST /api/customers/{id}/contact-points {value, shared}: 409 code `of-another`; DELETE .../contact-points/{id} */

export interface Matter {
  id: Id
  about: string
  state: 'OPEN' | 'WAITING' | 'CLOSED'
  sales: boolean
  openedAt: Instant
  closedAt: Instant | null
  /** How often it went from one of us to another. */
  handOvers: number
}

/** GET /api/customers/{id} */
export interface CustomerPage {
  stream: StreamPosition
  customer: CustomerBrief & {
    since: Instant
    team: Id
    teamName: string
    /** Where customers see their home team; null where it shows no page. */
    teamPage: string | null
    organisationId: Id | null
    /** Why they are at home there; null where nobody remembers. */
    homeWhy: HomeWhy | null
    /** By what: +44117. */
    homeDetail: string
    place: string | null
    language: string
    prospect: boolean
    bestTime: string | null
  }
  contactPoints: ContactPoint[]
  knows: { agent: Id; talks: number; last: Instant }[]
  matters: Matter[]
  /** Open promises, nearest deadline first. */
  promises: PromiseRow[]
  timeline: TimelinePage
  drafts: Draft[]
  viewers: Viewer[]
  /** Records that were merged into this one and can be parted from it again. */
  absorbed: Absorbed[]
}

export interface Absorbed {
  id: Id
  name: string
  addresses: string[]
}

/** Why two records may be one person; null when somebody chose the other. */
export type LikenessWhy = 'CLAIMS' | 'CLAIMED' | 'SAME_ADDRESS' | 'SAME_DOMAIN'

/**
 * GET /api/customers/{id}/duplicates; GET /api/customers/{id}/beside/{other}: the two, side by side.
 * POST /api/customers/{id}/merge {other} -> {id} of who speaks for both; /part {other}; /not-one-person {other}
 */
export interface Likeness {
  customer: CustomerPage['customer']
  contactPoints: ContactPoint[]
  matters: Matter[]
  why: LikenessWhy | null
}

/** GET /api/customers/{id}/timeline?before={cursor} */
export interface TimelinePage {
  /** Oldest first. */
  entries: TimelineEntry[]
  /** Give it back as `before` for the page that lies before this one; null when there is none. */
  before: string | null
}

interface EntryCommon {
  id: Id
  at: Instant
  matter: Id | null
  agent: Id | null
}

export interface Attachment {
  id: Id
  name: string
  type: string
  bytes: number
}

export type TimelineEntry =
  | (EntryCommon & {
      kind: 'INBOUND'
      interaction: Id
      channel: Channel
      from: string
      door: string
      subject: string
      text: string
      /** True when the original was HTML: shown on request in a sandboxed frame from /api/interactions/{id}/html. */
      html: boolean
      remoteImages: boolean
      attachments: Attachment[]
      proof: 'PROVEN' | 'UNKNOWN' | 'FAILED'
      /** Set when Reply-To differs from the sender: warn, and never use it silently. */
      replyTo: string | null
      fate: string
      unreadable: boolean
      truncated: boolean
    })
  | (EntryCommon & {
      kind: 'OUTBOUND'
      interaction: Id
      channel: Channel
      to: string
      subject: string
      text: string
      attachments: Attachment[]
      automatic: boolean
      delivery: Delivery
    })
  | (EntryCommon & { kind: 'NOTE'; text: string })
  | (EntryCommon & {
      kind: 'PROMISE'
      promise: Id
      event: 'MADE' | 'KEPT' | 'BROKEN' | 'RELEASED' | 'TAKEN' | 'HELPED' | 'LEAD_ADDED' | 'MOVED'
      what: string
      deadline: Instant
      owner: Id | null
      promiseKind: PromiseKind
    })
  | (EntryCommon & { kind: 'HAND_OVER'; from: Id; to: Id; card: Card; state: 'OFFERED' | 'ACCEPTED' | 'DECLINED'; reason: string | null })
  | (EntryCommon & { kind: 'ROOM'; question: Id; team: Id; text: string; answers: RoomAnswer[]; settled: boolean })
  | (EntryCommon & { kind: 'HOME'; event: 'MOVED' | 'BACK'; from: Id; to: Id })
  | (EntryCommon & { kind: 'MERGE'; event: 'MERGED' | 'PARTED'; name: string })
  | (EntryCommon & { kind: 'MATTER'; event: 'OPENED' | 'CLOSED' | 'REOPENED' | 'SALES' | 'SERVICE'; about: string; why: string })

export interface Delivery {
  state: 'WAITING' | 'SCHEDULED' | 'HELD' | 'QUEUED' | 'SENDING' | 'ACCEPTED' | 'DEFERRED' | 'BOUNCED' | 'FAILED' | 'CANCELLED'
  /** A sentence: "mx.example took it at 10:42", "mailbox full (5.2.2)". */
  detail: string
  attempts: number
  at: Instant
  /** When it is, or was, to leave, where somebody chose a moment. */
  sendAt: Instant | null
}

export interface Card {
  asked: string
  promised: string
  tried: string
  /** What they said already and must not be asked again. */
  dontAsk: string
  mood: '' | 'GLAD' | 'CALM' | 'WORRIED' | 'UPSET'
  nextStep: string
}

export interface HandOver {
  id: Id
  from: Id
  to: Id
  card: Card
}
