/**
 * What the server and the desktop say to each other. One shape each; times are ISO 8601 instants in UTC,
 * durations are seconds, ids are strings of digits. The server's `desk` package has the same names.
 */

export type Id = string
export type Instant = string

export type Channel = 'PHONE' | 'VOICEMAIL' | 'MAIL' | 'FORM' | 'CHAT' | 'VIDEO' | 'POST' | 'VOTE'
export type Role = 'AGENT' | 'LEAD' | 'ADMINISTRATOR' | 'AUDITOR'
/** What the session may do. Roles map to these on the server alone. */
export type Permission =
  | 'SEE_DESK'
  | 'SEE_CUSTOMERS'
  | 'EXPORT_CUSTOMERS'
  | 'ANSWER'
  | 'HOLD_PROMISES'
  | 'SORT_JUNK'
  | 'SAY_PRESENCE'
  | 'SEE_SETTINGS'
  | 'CHANGE_TEAMS'
  | 'CHANGE_AGENTS'
  | 'CHANGE_DOORS'
  | 'CHANGE_SIGN_IN'
  | 'SEE_AUDIT'
  | 'OWN_SIGN_IN'
export type PresenceState = 'AVAILABLE' | 'HANDLING' | 'WRAP_UP' | 'AWAY' | 'OFFLINE'

/** RFC 9457 problem+json. `code` is stable; `detail` says what happened and what to do next. */
export interface Problem {
  type: string
  title: string
  status: number
  code: string
  detail: string
  /** For refused fields: name of the field to a sentence. */
  fields?: Record<string, string>
}

// ---- Sign-in -------------------------------------------------------------------------------------------------

/** POST /api/session {name, password} -> Session. GET /api/session -> Session or 401. DELETE /api/session. */
export interface Session {
  agent: Agent
  role: Role
  permissions: readonly Permission[]
  /** The installation requires a second step, and this account has none yet: nothing else is open. */
  mustEnrol: boolean
  /** Goes back in the header X-Rapport-Csrf with every POST, PUT and DELETE. */
  csrf: string
  company: string
  /** The server's clock, so that clocks on the screen are the server's. */
  now: Instant
  zone: string
}

/** GET /api/me/sign-in: how I sign in. */
export interface MySignIn {
  required: boolean
  secondStep: { since: Instant; recoveryLeft: number } | null
  passkeys: readonly Passkey[]
  sessions: readonly OpenSession[]
  tokens: readonly ApiToken[]
  /** What a token of mine may be allowed. */
  scopes: readonly Permission[]
}

export interface Passkey {
  id: Id
  name: string
  created: Instant
  used: Instant | null
}

export interface OpenSession {
  id: Id
  created: Instant
  used: Instant
  address: string
  device: string
  current: boolean
}

export interface ApiToken {
  id: Id
  name: string
  scopes: readonly Permission[]
  created: Instant
  expires: Instant
  used: Instant | null
}

/** POST /api/me/second-step: what an authenticator is given, once. `qr.path` is drawn on a square of `qr.size` units. */
export interface Enrolment {
  secret: string
  uri: string
  qr: { size: number; path: string }
}

/** GET /api/admin/accounts/{account}/sign-in. */
export interface PersonSignIn {
  name: string
  secondStepSince: Instant | null
  passkeys: number
  sessions: readonly OpenSession[]
}

/** GET /api/admin/audit?who&words&from&to&before. */
export interface AuditPage {
  entries: readonly { id: Id; at: Instant; who: string; action: string; subject: string }[]
  before: string | null
}

/**
 * GET /api/setup/{token} -> {company, valid, kind, name}: kind FIRST for the first administrator (POST SetupAnswer ->
 * Session), AGENT for a colleague's one-time link (POST {password} -> Session).
 */
export interface SetupAnswer {
  company: string
  firstName: string
  lastName: string
  name: string
  password: string
  teamName: string
  place: string
  zone: string
}

// ---- People of ours ------------------------------------------------------------------------------------------

export interface Agent {
  id: Id
  firstName: string
  lastName: string
  /** Path of a picture under /faces/, or null: then initials are drawn. */
  face: string | null
  team: Id
  lead: boolean
}

export interface Presence {
  agent: Id
  state: PresenceState
  since: Instant
  /** What they say of it ("drill"), or what they are on ("2 mails"). May be empty. */
  note: string
  /** When they mean to be back, if Away; when their shift starts, if Offline; else null. */
  until: Instant | null
}

export interface Team {
  id: Id
  name: string
  place: string
  address: string
  zone: string
  agents: Agent[]
  presence: Presence[]
}

// ---- Today ---------------------------------------------------------------------------------------------------

export type PromiseKind = 'ANSWER' | 'SAID' | 'CALL_BACK' | 'FOLLOW_UP' | 'CARE'
export type PromiseState = 'OPEN' | 'KEPT' | 'BROKEN' | 'RELEASED'
/** How near the deadline is: CALM, AT_RISK (shown), HELPED (a helper was added), LEAD (the lead was added), LATE. */
export type Risk = 'CALM' | 'AT_RISK' | 'HELPED' | 'LEAD' | 'LATE'

export interface CustomerBrief {
  id: Id
  name: string
  organisation: string | null
  /** 1 to 6: the soft ground behind the initials. */
  tint: number
}

export interface PromiseRow {
  id: Id
  customer: CustomerBrief
  matter: Id
  /** What the matter is about, in the customer's words (subject line). */
  about: string
  kind: PromiseKind
  /** A verb phrase: "Answer: can two surgeries share one line?" is kind ANSWER with what = "can two ...". */
  what: string
  madeAt: Instant
  deadline: Instant
  state: PromiseState
  risk: Risk
  owner: Id | null
  helper: Id | null
  team: Id
  /** Where it was said. */
  channel: Channel
  sales: boolean
  /** Unanswered knocks by this person: how often, at how many doors, over how many hours. Null if fewer than two. */
  knocks: { times: number; doors: number; hours: number } | null
  /** The colleague who knows them best, if any: a hint, not a rule. */
  knownBy: Id | null
  /** False when the sender's address was not proven (SPF, DKIM). */
  proven: boolean
  /** Set while somebody was asked to take it over and has not yet said yes or no. */
  handOver: HandOver | null
}

/** GET /api/desk/today */
export interface Today {
  stream: StreamPosition
  mine: PromiseRow[]
  /** Open promises of my team without an owner, nearest deadline first. */
  unowned: PromiseRow[]
  /** Others' promises in my team that are late or at risk, for helpers and the lead. */
  needHelp: PromiseRow[]
  team: Team
  /** Only for leads and administrators: alarms of doors ("too quiet", "nobody answered"). */
  alarms: { id: Id; text: string; since: Instant }[]
}

/** GET /api/desk/team: the board. Names no one's score. */
export interface TeamBoard {
  team: Team
  rows: PromiseRow[]
  waiting: number
  late: number
  keptToday: number
  madeToday: number
}

// ---- A person's page -----------------------------------------------------------------------------------------

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

/** POST /api/customers/{id}/contact-points {value, shared}: 409 code `of-another`; DELETE .../contact-points/{id} */

export interface Matter {
  id: Id
  about: string
  state: 'OPEN' | 'WAITING' | 'CLOSED'
  sales: boolean
  openedAt: Instant
  closedAt: Instant | null
}

/** GET /api/customers/{id} */
export interface CustomerPage {
  stream: StreamPosition
  customer: CustomerBrief & {
    since: Instant
    team: Id
    teamName: string
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
  | (EntryCommon & { kind: 'MERGE'; event: 'MERGED' | 'PARTED'; name: string })
  | (EntryCommon & { kind: 'MATTER'; event: 'OPENED' | 'CLOSED' | 'REOPENED' | 'SALES' | 'SERVICE'; about: string; why: string })

export interface Delivery {
  state: 'WAITING' | 'QUEUED' | 'SENDING' | 'ACCEPTED' | 'DEFERRED' | 'BOUNCED' | 'FAILED' | 'CANCELLED'
  /** A sentence: "mx.example took it at 10:42", "mailbox full (5.2.2)". */
  detail: string
  attempts: number
  at: Instant
}

export interface Card {
  asked: string
  promised: string
  tried: string
}

export interface HandOver {
  id: Id
  from: Id
  to: Id
  card: Card
}

// ---- What an agent does --------------------------------------------------------------------------------------

/** POST /api/promises/{id}/take -> PromiseRow; 409 problem code `taken` with detail "Lucía took it at 10:41". */
/** POST /api/promises/{id}/keep {} ; POST /api/promises/{id}/release {reason}; POST /api/promises/{id}/move {deadline, reason} -> PromiseRow */
/** POST /api/promises/{id}/hand-over {to, card} ; POST /api/hand-overs/{id}/accept ; POST /api/hand-overs/{id}/decline {reason} */
/** POST /api/customers/{id}/promises {matter, what, deadline, kind} -> PromiseRow (mine) */
/** POST /api/matters/{id}/close {why} ; POST /api/matters/{id}/reopen ; POST /api/matters/{id}/kind {sales} */
/** POST /api/interactions/{id}/needs-no-answer {reason} ; POST /api/interactions/{id}/junk */
export interface ReplyRequest {
  /** Made by the desktop once per reply: sending it twice sends one mail. */
  key: string
  matter: Id
  to: Id
  subject: string
  text: string
  attachments: Id[]
  /** What we promise and by when; null means "nothing more". */
  promised: { what: string; deadline: Instant } | null
  /** CHAT: said into the chat they wrote from last, at once; null: by mail. */
  channel: 'CHAT' | null
}
/** GET/PUT /api/admin/chat-doors/{id}; POST /api/admin/chat-doors/{id}/secret -> {secret}, shown once. */
export interface ChatDoor {
  /** Sites that may embed it, as browsers name them. */
  origins: string[]
  /** Whether there is a secret by which sites sign who somebody is. */
  signs: boolean
}
/** POST /api/customers/{id}/replies ReplyRequest -> {interaction, undoUntil}; POST /api/interactions/{id}/undo (until undoUntil) -> 204, the draft is back. */
export interface ReplySent {
  interaction: Id
  undoUntil: Instant
}

/** POST /api/customers/{id}/notes {key, text, matter} */

/** PUT /api/customers/{id}/drafts Draft(without agent, at) : kept within two seconds of typing; an empty text deletes it. */
export interface Draft {
  kind: 'REPLY' | 'NOTE'
  matter: Id | null
  text: string
  promisedWhat: string
  promisedBy: Instant | null
  attachments: Attachment[]
  agent: Id
  at: Instant
}

/** POST /api/uploads (multipart, field `file`) -> Attachment. GET /api/attachments/{id} downloads. */
/** GET /api/interactions/{id}/raw downloads the original bytes. GET /api/interactions/{id}/html?images=1 */
/** GET /api/customers?q=words&before=cursor -> PeoplePage : by name, address, organisation; empty q: last spoken to. */
export interface PeoplePage {
  people: (CustomerBrief & { address: string | null; teamName: string; last: Instant | null; open: number })[]
  before: string | null
}

/** GET /api/search?q=words&customer=&team=&before=cursor -> FoundPage : what was said with all the words in it, newest first. */
export interface Found {
  id: Id
  customer: Id
  customerName: string
  tint: number
  teamName: string
  at: Instant
  kind: 'INBOUND' | 'OUTBOUND' | 'NOTE' | 'PROMISE'
  subject: string
  parts: { text: string; found: boolean }[]
}

export interface FoundPage {
  found: Found[]
  before: string | null
}

/** PUT /api/presence {state, note, until} -> Presence (mine). */

// ---- Junk lane -----------------------------------------------------------------------------------------------

/** GET /api/junk?before= -> JunkPage; POST /api/junk/dismiss {ids, all?}; POST /api/junk/rescue {ids} (becomes a matter). */
export interface JunkRow {
  id: Id
  from: string
  door: string
  subject: string
  start: string
  why: string
  at: Instant
}
export interface JunkPage {
  rows: JunkRow[]
  total: number
  before: string | null
}

// ---- Administration ------------------------------------------------------------------------------------------

/** GET/POST /api/admin/teams, PUT /api/admin/teams/{id} */
export interface TeamSetup {
  id: Id | null
  name: string
  place: string
  zone: string
  /** The direct address customers see, e.g. harbourside@brightline.example */
  address: string
  welcome: string
  fallback: boolean
  answerWithinMinutes: number
  calendar: { slots: { day: 1 | 2 | 3 | 4 | 5 | 6 | 7; from: string; to: string }[]; holidays: { date: string; name: string }[] }
}

/** GET/POST /api/admin/agents, PUT /api/admin/agents/{id}: a new agent's answer carries `link`, a one-time sign-in link. */
export interface AgentSetup {
  id: Id | null
  firstName: string
  lastName: string
  name: string
  team: Id
  role: Role
  lead: boolean
  enabled: boolean
  /** The number of the account by which they sign in. */
  account?: Id | null
  link?: string
}

/** GET/POST /api/admin/doors, PUT /api/admin/doors/{id}; POST /api/admin/doors/{id}/test sends a test contact through it. */
export interface DoorSetup {
  id: Id | null
  channel: 'MAIL' | 'FORM' | 'CHAT'
  name: string
  /** Mail: the address. Form and chat: the key in its web address, /form/{key}. */
  address: string
  team: Id | null
  enabled: boolean
  /** How mail is fetched: SMTP (it is delivered to our listener) or IMAP. */
  intake: 'SMTP' | 'IMAP' | null
  imap: MailServer | null
  /** The relay that replies leave by. */
  relay: MailServer | null
  /** What the door is registered as at its mail provider, where a server wants OAuth2. */
  connection: MailConnection | null
  /** By which name the mailbox's provider signs Authentication-Results; null: what the server knows of the host. */
  authservId: string | null
  /** `ok`, or a sentence on what is wrong, with the time it was last well. */
  health: { ok: boolean; text: string; at: Instant | null } | null
}

/** GET /api/admin/knocks: what the mystery customer found. PUT /api/admin/doors/{id}/knocks sets everyHours (0: never). */
export interface DoorKnocks {
  door: Id
  everyHours: number
  last: { at: Instant; failure: string; junk: boolean; arrivedAt: Instant | null; receiptAt: Instant | null; answeredAt: Instant | null } | null
  alarms: string[]
}

export interface MailServer {
  host: string
  port: number
  security: 'TLS' | 'STARTTLS' | 'NONE'
  signIn: 'NONE' | 'PASSWORD' | 'OAUTH2'
  user: string
  /** Written, never read back: null in answers; null in a request keeps the stored one. */
  password: string | null
}

export type MailProvider = 'MICROSOFT' | 'GOOGLE' | 'OTHER'

export interface MailConnection {
  provider: MailProvider
  clientId: string
  /** Written, never read back. */
  clientSecret: string | null
  authorizeUrl: string
  tokenUrl: string
  scope: string
}

/** GET /api/admin/mail-providers. */
export interface MailProviders {
  /** To be registered at the provider, letter by letter. */
  redirectUrl: string
  providers: MailPreset[]
}

/** What is known of a provider; empty where nothing is. */
export interface MailPreset {
  provider: MailProvider
  authorizeUrl: string
  tokenUrl: string
  scope: string
  imapHost: string
  relayHost: string
  authservId: string
}

/** GET /api/admin/first-hour -> steps of the first hour, done or not. */
export interface FirstHour {
  steps: { key: 'team' | 'agents' | 'mailbox' | 'test-mail' | 'answered'; done: boolean }[]
}

// ---- The stream: WebSocket /api/stream?boot=..&seq=.. ----------------------------------------------------------

export interface StreamPosition {
  boot: string
  seq: number
}

export interface Viewer {
  agent: Id
  grade: 'VIEWING' | 'TYPING' | 'AWAY'
}

/**
 * From the server. `seq` grows; numbers meant for others are left out. After a reconnect with ?boot=&seq= the server
 * sends what came after `seq`, then goes on; where it can't (restarted, too long away) it says `resync`: take the
 * snapshots again. A watch must be said again after a reconnect, and the watched page's snapshot taken again.
 */
export type StreamEvent =
  | { kind: 'hello'; boot: string; seq: number }
  | { kind: 'promise'; seq: number; row: PromiseRow }
  /** For those who watch that customer. An entry with a known id replaces the one shown (delivery changed). */
  | { kind: 'entry'; seq: number; customer: Id; entry: TimelineEntry }
  /** Something else of the customer changed (matters, contact points): take the page's head again. */
  | { kind: 'customer'; seq: number; customer: Id }
  | { kind: 'presence'; seq: number; presence: Presence }
  | { kind: 'draft'; seq: number; customer: Id; draft: Draft }
  | { kind: 'viewers'; customer: Id; viewers: Viewer[] }
  /** Worth a browser notification: something new for me. */
  | { kind: 'notice'; seq: number; title: string; text: string; customer: Id | null }
  | { kind: 'junk'; seq: number; total: number }
  | { kind: 'resync' }
  | { kind: 'signed-out' }
  | Pong
  | Watched

/** To the server. A watch lasts until the next one or the end of the connection. */
export type StreamCommand =
  | { kind: 'watch'; customer: Id | null; grade: Viewer['grade'] }
  | { kind: 'ping' }

/** Answers a `ping`. Until a first one was heard, a missing one means nothing. */
export interface Pong {
  kind: 'pong'
}

/** Answers a `watch`: from `seq` on, this connection hears all entries of that customer. */
export interface Watched {
  kind: 'watched'
  seq: number
  customer: Id
}

/** GET /api/desk/colleagues -> {agents: Agent[]}: everyone of ours, for names in timelines and for hand-overs to other teams. */
/** GET /api/desk/today also carries (in any of its lists) the promises whose handOver.to is me. */

/** What going home now means: when the team begins again, and which of my promises fall due before. */
export interface EndOfShift {
  back: Instant
  promises: PromiseRow[]
}
