import { ask } from './http'
import type { ExternalId, FactAbout, Facts, FieldSetup, Id } from './types'

/** What the desktop asks about the fields of the company and the numbers of other systems. */

const id = encodeURIComponent

export const facts = {
  of: (customer: Id, signal: AbortSignal) => ask<Facts>('GET', `/api/customers/${id(customer)}/facts`, { signal }),
  write: (customer: Id, field: Id, value: string) =>
    ask<unknown>('PUT', `/api/customers/${id(customer)}/facts/${id(field)}`, { body: { value } }),
  addId: (customer: Id, about: FactAbout, one: ExternalId) =>
    ask<unknown>('POST', `/api/customers/${id(customer)}/external-ids`, { body: { about, ...one } }),
  removeId: (customer: Id, about: FactAbout, { system, value }: ExternalId) =>
    ask<unknown>('DELETE', `/api/customers/${id(customer)}/external-ids?about=${about}&system=${id(system)}&value=${id(value)}`),
}

export const fieldSetups = {
  all: async () => (await ask<{ fields: FieldSetup[] }>('GET', '/api/admin/fields')).fields,
  save: (field: FieldSetup) =>
    field.id === null
      ? ask<FieldSetup>('POST', '/api/admin/fields', { body: field })
      : ask<FieldSetup>('PUT', `/api/admin/fields/${id(field.id)}`, { body: field }),
  moveUp: (field: Id) => ask<unknown>('POST', `/api/admin/fields/${id(field)}/up`, { body: {} }),
}
