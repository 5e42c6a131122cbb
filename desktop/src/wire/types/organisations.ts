import type { Id } from './basics'
import type { PeoplePage } from './doing'
import type { PromiseRow } from './today'

/** GET /api/organisations?q= -> {organisations} */
export interface FoundOrganisation {
  id: Id
  name: string
  size: number
}

/** GET /api/organisations/{id}; PUT {name}; GET .../facts -> {facts, ids} */
export interface OrganisationPage {
  id: Id
  name: string
  size: number
  people: PeoplePage['people']
  /** Open ones to any of them, nearest deadline first. */
  promises: PromiseRow[]
  /** At which teams they are at home, that of most first. */
  homes: { id: Id; name: string; people: number }[]
}
