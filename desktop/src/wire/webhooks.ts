import { ask } from './http'
import type { Id } from './types'

/** What administrators ask about other systems that hear what happens. */

interface Wanted {
  address: string
  types: string[]
  enabled: boolean
}

export const webhooks = {
  all: () => ask('GET', '/api/admin/webhooks'),
  add: (wanted: Wanted) => ask('POST', '/api/admin/webhooks', { body: wanted }),
  change: (id: Id, wanted: Wanted) => ask('PUT', '/api/admin/webhooks/{id}', { path: { id }, body: wanted }),
  remove: (id: Id) => ask('DELETE', '/api/admin/webhooks/{id}', { path: { id } }),
  renew: (id: Id) => ask('POST', '/api/admin/webhooks/{id}/secret', { path: { id } }),
  deliveries: (id: Id, before: string | null) => ask('GET', '/api/admin/webhooks/{id}/deliveries', { path: { id }, query: { before } }),
  again: (id: Id, delivery: Id) => ask('POST', '/api/admin/webhooks/{id}/deliveries/{delivery}/again', { path: { id, delivery } }),
}
