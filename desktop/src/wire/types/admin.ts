import type { Id, Instant, Role } from './basics'

// Administration.

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
  /** Each a country and how its postcodes begin: GB BS1. */
  postcodes: string[]
  /** How numbers begin: +44117. */
  numbers: string[]
  countries: string[]
  languages: string[]
  /** /team/{slug}; empty: no page. */
  slug: string
  pageShown: boolean
  /** The direct number that customers see. */
  number: string
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
