import { ask } from './http'
import type { Id, IdentityProvider } from './types'

/** Signing in by the company's own provider. */

/** A page of the server that sends the browser on to the provider. */
export const PROVIDER = '/api/session/provider'

export const provider = {
  ways: () => ask('GET', '/api/session/ways'),
  code: (code: string) => ask('POST', '/api/session/provider/code', { body: { code } }),
  setup: () => ask('GET', '/api/admin/identity-provider'),
  save: (setup: IdentityProvider) => ask('PUT', '/api/admin/identity-provider', { body: setup }),
  look: (issuer: string) => ask('POST', '/api/admin/identity-provider/look', { body: { issuer } }),
  unlink: (account: Id) => ask('DELETE', '/api/admin/identity-provider/links/{account}', { path: { account } }),
}
