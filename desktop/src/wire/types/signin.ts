import type { Id, Instant, Permission, Role } from './basics'
import type { Agent } from './people'

// Sign-in.

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
  /** In which language this person reads; null until they chose one. PUT /api/me/language {language}. */
  language: string | null
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

/** GET/PUT /api/me/page {shown}; POST (a form with `file`)/DELETE /api/me/picture. */
export interface MyPage {
  shown: boolean
  firstName: string
  face: string | null
  /** The path of our team's page; null where none can be seen. */
  page: string | null
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

/** GET /api/session/ways: how people sign in here. `provider` is what its button is called. */
export interface Ways {
  provider: string | null
  passwords: boolean
}

/** GET, PUT /api/admin/identity-provider. The secret is written, never read back: null keeps the stored one. */
export interface IdentityProvider {
  enabled: boolean
  title: string
  issuer: string
  clientId: string
  secret: string | null
  secretKept: boolean
  claim: string
  links: boolean
  creates: boolean
  team: Id | null
  teamClaim: string
  trustsSecondStep: boolean
  passwords: boolean
  redirectUrl: string
}

/** POST /api/admin/identity-provider/look {issuer}: what the provider says about itself. */
export interface ProviderSeen {
  authorizationEndpoint: string
  tokenEndpoint: string
  algorithms: readonly string[]
  keys: number
}
