import type { Schema } from '../contract'

// What a company wants to know about people and organisations.

export type FactAbout = Schema['About']
export type FieldKind = Schema['FieldKind']
export type SeenBy = Schema['SeenBy']

/** GET/POST /api/admin/fields, PUT /api/admin/fields/{id}, POST /api/admin/fields/{id}/up */
export type FieldSetup = Schema['FieldView']

/** PUT /api/customers/{id}/facts/{field} {value}: an empty value takes it away. */
export type Fact = Schema['FactViewsFactView']

/** POST /api/customers/{id}/external-ids {about, system, value}; DELETE .../external-ids?about&system&value */
export interface ExternalId {
  system: string
  value: string
}

/** GET /api/customers/{id}/facts */
export type Facts = Schema['FactsView']
