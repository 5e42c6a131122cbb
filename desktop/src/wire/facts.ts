import { ask } from './http'
import type { ExternalId, FactAbout, FieldSetup, Id } from './types'

/** What the desktop asks about the fields of the company and the numbers of other systems. */

export const facts = {
  of: (customer: Id, signal: AbortSignal) => ask('GET', '/api/customers/{id}/facts', { path: { id: customer }, signal }),
  write: (customer: Id, field: Id, value: string) =>
    ask('PUT', '/api/customers/{id}/facts/{field}', { path: { id: customer, field }, body: { value } }),
  addId: (customer: Id, about: FactAbout, one: ExternalId) =>
    ask('POST', '/api/customers/{id}/external-ids', { path: { id: customer }, body: { about, ...one } }),
  removeId: (customer: Id, about: FactAbout, { system, value }: ExternalId) =>
    ask('DELETE', '/api/customers/{id}/external-ids', { path: { id: customer }, query: { about, system, value } }),
}

export const fieldSetups = {
  all: async () => (await ask('GET', '/api/admin/fields')).fields,
  save: (field: FieldSetup) =>
    field.id === null
      ? ask('POST', '/api/admin/fields', { body: field })
      : ask('PUT', '/api/admin/fields/{id}', { path: { id: field.id }, body: field }),
  moveUp: (field: Id) => ask('POST', '/api/admin/fields/{id}/up', { path: { id: field } }),
}
