import { ask } from './http'
import type { ExternalId, Fact, FoundOrganisation, Id, OrganisationPage } from './types'

/** Organisations, with all of their people. */

const id = encodeURIComponent

export const organisations = {
  find: async (words: string, signal: AbortSignal) => (await ask<{ organisations: FoundOrganisation[] }>('GET', `/api/organisations?q=${id(words)}`, { signal })).organisations,
  page: (organisation: Id) => ask<OrganisationPage>('GET', `/api/organisations/${id(organisation)}`),
  facts: (organisation: Id) => ask<{ facts: Fact[]; ids: ExternalId[] }>('GET', `/api/organisations/${id(organisation)}/facts`),
  rename: (organisation: Id, name: string) => ask<undefined>('PUT', `/api/organisations/${id(organisation)}`, { body: { name } }),
}
