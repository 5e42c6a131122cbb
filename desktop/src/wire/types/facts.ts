import type { Id } from './basics'

// What a company wants to know about people and organisations.

export type FactAbout = 'PERSON' | 'ORGANISATION'
export type FieldKind = 'TEXT' | 'NUMBER' | 'DATE' | 'CHOICE' | 'YES_NO' | 'LINK'
export type SeenBy = 'EVERYONE' | 'LEADS' | 'ADMINISTRATORS'

/** GET/POST /api/admin/fields, PUT /api/admin/fields/{id}, POST /api/admin/fields/{id}/up */
export interface FieldSetup {
  id: Id | null
  about: FactAbout
  /** By which imports and programs name it; empty: made from the name. */
  key: string
  name: string
  kind: FieldKind
  choices: string[]
  /** Asked for on the page as long as it is empty. */
  required: boolean
  seenBy: SeenBy
  /** No longer shown; what was written in it is kept. */
  retired: boolean
}

/** PUT /api/customers/{id}/facts/{field} {value}: an empty value takes it away. */
export interface Fact {
  field: Id
  key: string
  name: string
  kind: FieldKind
  choices: string[]
  required: boolean
  value: string | null
}

/** POST /api/customers/{id}/external-ids {about, system, value}; DELETE .../external-ids?about&system&value */
export interface ExternalId {
  system: string
  value: string
}

/** GET /api/customers/{id}/facts */
export interface Facts {
  person: { facts: Fact[]; ids: ExternalId[] }
  /** Null: they belong to none. */
  organisation: { name: string; facts: Fact[]; ids: ExternalId[] } | null
}
