import { ask } from './http'
import type { ErasureReason, Id } from './types'

export const erasures = {
  of: (customer: Id, signal: AbortSignal) => ask('GET', '/api/customers/{id}/erasure', { path: { id: customer }, signal }),
  preview: (customer: Id, signal: AbortSignal) => ask('GET', '/api/customers/{id}/erasure/preview', { path: { id: customer }, signal }),
  ask: (customer: Id, name: string, reason: ErasureReason) => ask('POST', '/api/customers/{id}/erasure', { path: { id: customer }, body: { name, reason } }),
  cancel: (customer: Id) => ask('DELETE', '/api/customers/{id}/erasure', { path: { id: customer } }),
}
