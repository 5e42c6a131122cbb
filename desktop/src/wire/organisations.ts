import { ask } from './http'
import type { Id } from './types'

/** Organisations, with all of their people. */
export const organisations = {
  find: async (words: string, signal: AbortSignal) => (await ask('GET', '/api/organisations', { query: { q: words }, signal })).organisations,
  page: (organisation: Id) => ask('GET', '/api/organisations/{id}', { path: { id: organisation } }),
  facts: (organisation: Id) => ask('GET', '/api/organisations/{id}/facts', { path: { id: organisation } }),
  rename: (organisation: Id, name: string) => ask('PUT', '/api/organisations/{id}', { path: { id: organisation }, body: { name } }),
}
