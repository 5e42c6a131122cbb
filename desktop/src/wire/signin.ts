import { ask, upload } from './http'
import type { Id, Permission } from './types'

/** How people sign in: one's own ways, and what administrators see and end. */

export const mySignIn = {
  all: () => ask('GET', '/api/me/sign-in'),
  begin: () => ask('POST', '/api/me/second-step'),
  confirm: (code: string) => ask('PUT', '/api/me/second-step', { body: { code } }),
  turnOff: (password: string) => ask('POST', '/api/me/second-step/off', { body: { password } }),
  end: (session: Id) => ask('DELETE', '/api/me/sessions/{id}', { path: { id: session } }),
  endOthers: () => ask('DELETE', '/api/me/sessions'),
  makeToken: (name: string, scopes: readonly Permission[], days: number) =>
    ask('POST', '/api/me/tokens', { body: { name, scopes: [...scopes], days } }),
  removeToken: (token: Id) => ask('DELETE', '/api/me/tokens/{id}', { path: { id: token } }),
}

/** What customers see of me. */
export const myPage = {
  see: () => ask('GET', '/api/me/page'),
  show: (shown: boolean) => ask('PUT', '/api/me/page', { body: { shown } }),
  portray: (file: File) => {
    const form = new FormData()
    form.append('file', file, file.name)
    return upload('/api/me/picture', form, new AbortController().signal, () => undefined)
  },
  unportray: () => ask('DELETE', '/api/me/picture'),
}

export interface AuditFilter {
  who: string
  words: string
  from: string
  to: string
}

export const others = {
  rules: () => ask('GET', '/api/admin/sign-in'),
  require: (secondStepRequired: boolean) => ask('PUT', '/api/admin/sign-in', { body: { secondStepRequired } }),
  person: (account: Id) => ask('GET', '/api/admin/accounts/{account}/sign-in', { path: { account } }),
  end: (account: Id) => ask('DELETE', '/api/admin/accounts/{account}/sessions', { path: { account } }),
  reset: (account: Id) => ask('DELETE', '/api/admin/accounts/{account}/second-step', { path: { account } }),
  audit: (filter: AuditFilter, before: string | null) =>
    ask('GET', '/api/admin/audit', { query: { ...filter, before: before ?? '' } }),
}
