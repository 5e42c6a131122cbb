import { ask } from './http'
import type { AgreementKind, Id, QuietHours } from './types'

export const wishes = {
  of: (customer: Id, signal: AbortSignal) => ask('GET', '/api/customers/{id}/wishes', { path: { id: customer }, signal }),
  say: (customer: Id, what: 'language' | 'best-time', value: string) => ask('PUT', what === 'language' ? '/api/customers/{id}/wishes/language' : '/api/customers/{id}/wishes/best-time', { path: { id: customer }, body: { value } }),
  quiet: (customer: Id, quiet: QuietHours) => ask('PUT', '/api/customers/{id}/wishes/quiet', { path: { id: customer }, body: quiet }),
  agree: (customer: Id, kind: AgreementKind, how: string) => ask('POST', '/api/customers/{id}/wishes/agreements', { path: { id: customer }, body: { kind, how } }),
  withdraw: (customer: Id, agreement: Id) => ask('POST', '/api/customers/{id}/wishes/agreements/{agreement}/withdraw', { path: { id: customer, agreement } }),
  restore: (customer: Id, agreement: Id) => ask('POST', '/api/customers/{id}/wishes/agreements/{agreement}/restore', { path: { id: customer, agreement } }),
}
