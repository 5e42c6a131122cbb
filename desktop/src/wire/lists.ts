import { ask } from './http'
import type { Id, ListFilters, ManyRequest } from './types'

/** What the screen Promises asks of the server. */
export const lists = {
  page: (filters: Partial<ListFilters>, after: string | null, limit: number, signal?: AbortSignal) => {
    const { view, team, owner, kind, channel, words } = filters
    return ask('GET', '/api/promises', { query: { limit, view, team, owner, kind, channel, words: words === '' ? null : words, after }, signal })
  },
  many: (request: ManyRequest) => ask('POST', '/api/promises/many', { body: request }),
}

interface Named {
  name: string
  shared: boolean
  filters: ListFilters
}

export const savedViews = {
  all: () => ask('GET', '/api/saved-views'),
  add: (view: Named) => ask('POST', '/api/saved-views', { body: view }),
  change: (id: Id, view: Named) => ask('PUT', '/api/saved-views/{id}', { path: { id }, body: view }),
  remove: (id: Id) => ask('DELETE', '/api/saved-views/{id}', { path: { id } }),
  order: (ids: readonly Id[]) => ask('PUT', '/api/saved-views/order', { body: { ids: [...ids] } }),
}
