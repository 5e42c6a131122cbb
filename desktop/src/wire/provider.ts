import { ask } from './http'
import type { Id, IdentityProvider, ProviderSeen, Ways } from './types'

/** Signing in by the company's own provider. */

/** A page of the server that sends the browser on to the provider. */
export const PROVIDER = '/api/session/provider'

export const provider = {
  ways: () => ask<Ways>('GET', '/api/session/ways'),
  code: (code: string) => ask<undefined>('POST', `${PROVIDER}/code`, { body: { code } }),
  setup: () => ask<IdentityProvider>('GET', '/api/admin/identity-provider'),
  save: (setup: IdentityProvider) => ask<IdentityProvider>('PUT', '/api/admin/identity-provider', { body: setup }),
  look: (issuer: string) => ask<ProviderSeen>('POST', '/api/admin/identity-provider/look', { body: { issuer } }),
  unlink: (account: Id) => ask<undefined>('DELETE', `/api/admin/identity-provider/links/${encodeURIComponent(account)}`),
}
