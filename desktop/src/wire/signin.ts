import { ask, upload } from './http'
import type { AuditPage, Enrolment, Id, MyPage, MySignIn, Permission, PersonSignIn } from './types'

/** How people sign in: one's own ways, and what administrators see and end. */

const id = encodeURIComponent

export const mySignIn = {
  all: () => ask<MySignIn>('GET', '/api/me/sign-in'),
  begin: () => ask<Enrolment>('POST', '/api/me/second-step', { body: {} }),
  confirm: (code: string) => ask<{ recoveryCodes: string[] }>('PUT', '/api/me/second-step', { body: { code } }),
  turnOff: (password: string) => ask<undefined>('POST', '/api/me/second-step/off', { body: { password } }),
  end: (session: Id) => ask<undefined>('DELETE', `/api/me/sessions/${id(session)}`),
  endOthers: () => ask<{ ended: number }>('DELETE', '/api/me/sessions'),
  makeToken: (name: string, scopes: readonly Permission[], days: number) =>
    ask<{ token: string }>('POST', '/api/me/tokens', { body: { name, scopes, days } }),
  removeToken: (token: Id) => ask<undefined>('DELETE', `/api/me/tokens/${id(token)}`),
}

/** What customers see of me. */
export const myPage = {
  see: () => ask<MyPage>('GET', '/api/me/page'),
  show: (shown: boolean) => ask<MyPage>('PUT', '/api/me/page', { body: { shown } }),
  portray: (file: File) => {
    const form = new FormData()
    form.append('file', file, file.name)
    return upload<MyPage>('/api/me/picture', form, new AbortController().signal, () => undefined)
  },
  unportray: () => ask<MyPage>('DELETE', '/api/me/picture'),
}

export interface AuditFilter {
  who: string
  words: string
  from: string
  to: string
}

export const others = {
  rules: () => ask<{ secondStepRequired: boolean }>('GET', '/api/admin/sign-in'),
  require: (secondStepRequired: boolean) => ask<unknown>('PUT', '/api/admin/sign-in', { body: { secondStepRequired } }),
  person: (account: Id) => ask<PersonSignIn>('GET', `/api/admin/accounts/${id(account)}/sign-in`),
  end: (account: Id) => ask<{ ended: number }>('DELETE', `/api/admin/accounts/${id(account)}/sessions`),
  reset: (account: Id) => ask<undefined>('DELETE', `/api/admin/accounts/${id(account)}/second-step`),
  audit: (filter: AuditFilter, before: string | null) =>
    ask<AuditPage>('GET', `/api/admin/audit?${new URLSearchParams({ ...filter, before: before ?? '' }).toString()}`),
}
