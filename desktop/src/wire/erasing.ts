import { ask } from './http'
import type { Erasure, ErasurePreview, ErasureReason, Id } from './types'

const path = (customer: Id) => `/api/customers/${encodeURIComponent(customer)}/erasure`

export const erasures = {
  of: (customer: Id, signal: AbortSignal) => ask<Erasure>('GET', path(customer), { signal }),
  preview: (customer: Id, signal: AbortSignal) => ask<ErasurePreview>('GET', `${path(customer)}/preview`, { signal }),
  ask: (customer: Id, name: string, reason: ErasureReason) => ask<Erasure>('POST', path(customer), { body: { name, reason } }),
  cancel: (customer: Id) => ask<unknown>('DELETE', path(customer)),
}
