import type { Schema } from '../contract'
import type { Id } from './basics'

// Sign-in.

/** POST /api/session {name, password} -> Session. GET /api/session -> Session or 401. DELETE /api/session. */
export type Session = Schema['SessionView']

/** GET /api/me/sign-in: how I sign in. */
export type MySignIn = Schema['OwnSignInSignInView']

/** GET/PUT /api/me/page {shown}; POST (a form with `file`)/DELETE /api/me/picture. */
export type MyPage = Schema['OwnPage']

export type Passkey = Schema['OwnSignInPasskeyView']

export type OpenSession = Schema['OwnSignInSessionView']

export type ApiToken = Schema['OwnSignInTokenView']

/** POST /api/me/second-step: what an authenticator is given, once. `qr.path` is drawn on a square of `qr.size` units. */
export type Enrolment = Schema['SecondFactorsEnrolment']

/** GET /api/admin/accounts/{account}/sign-in. */
export type PersonSignIn = Schema['SignInPersonView']

/** GET /api/admin/audit?who&words&from&to&before. */
export type AuditPage = Schema['AuditPage']

/**
 * GET /api/setup/{token} -> {company, valid, kind, name}: kind FIRST for the first administrator (POST SetupAnswer ->
 * Session), AGENT for a colleague's one-time link (POST {password} -> Session).
 */
export type SetupAnswer = Schema['SessionSetup']

/** GET /api/session/ways: how people sign in here. `provider` is what its button is called. */
export type Ways = Schema['ProviderWays']

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
export type ProviderSeen = Schema['ProviderAdminSeen']
