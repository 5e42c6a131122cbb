import type { Schema } from '../contract'

/** GET /api/organisations?q= -> {organisations} */
export type FoundOrganisation = Schema['OrganisationPageFoundOrganisation']

/** GET /api/organisations/{id}; PUT {name}; GET .../facts -> {facts, ids} */
export type OrganisationPage = Schema['OrganisationPage']
