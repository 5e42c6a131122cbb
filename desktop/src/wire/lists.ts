import { ask } from './http'
import type { Id, ListFilters, ManyRequest, ManyResult, PromisePage, SavedView } from './types'

/** What the screen Promises asks of the server. */
export const lists = {
  page: (filters: Partial<ListFilters>, after: string | null, limit: number, signal?: AbortSignal) => {
    const query = new URLSearchParams({ limit: String(limit) })
    for (const [name, value] of Object.entries(filters)) if (value !== null && value !== '') query.set(name, value)
    if (after !== null) query.set('after', after)
    return ask<PromisePage>('GET', `/api/promises?${query.toString()}`, signal ? { signal } : {})
  },
  many: (request: ManyRequest) => ask<{ results: ManyResult[] }>('POST', '/api/promises/many', { body: request }),
}

interface Named {
  name: string
  shared: boolean
  filters: ListFilters
}

export const savedViews = {
  all: () => ask<{ views: SavedView[] }>('GET', '/api/saved-views'),
  add: (view: Named) => ask<{ id: Id }>('POST', '/api/saved-views', { body: view }),
  change: (id: Id, view: Named) => ask<undefined>('PUT', `/api/saved-views/${encodeURIComponent(id)}`, { body: view }),
  remove: (id: Id) => ask<undefined>('DELETE', `/api/saved-views/${encodeURIComponent(id)}`),
  order: (ids: readonly Id[]) => ask<undefined>('PUT', '/api/saved-views/order', { body: { ids } }),
}
