import { ask } from './http'
import type { AgreementKind, Id, QuietHours, Wishes } from './types'

const path = (customer: Id) => `/api/customers/${encodeURIComponent(customer)}/wishes`

export const wishes = {
  of: (customer: Id, signal: AbortSignal) => ask<Wishes>('GET', path(customer), { signal }),
  say: (customer: Id, what: 'language' | 'best-time', value: string) => ask<unknown>('PUT', `${path(customer)}/${what}`, { body: { value } }),
  quiet: (customer: Id, quiet: QuietHours) => ask<unknown>('PUT', `${path(customer)}/quiet`, { body: quiet }),
  agree: (customer: Id, kind: AgreementKind, how: string) => ask<unknown>('POST', `${path(customer)}/agreements`, { body: { kind, how } }),
  withdraw: (customer: Id, agreement: Id) => ask<unknown>('POST', `${path(customer)}/agreements/${encodeURIComponent(agreement)}/withdraw`, { body: {} }),
  restore: (customer: Id, agreement: Id) => ask<unknown>('POST', `${path(customer)}/agreements/${encodeURIComponent(agreement)}/restore`, { body: {} }),
}
