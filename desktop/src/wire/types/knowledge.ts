import type { Id, Instant } from './basics'

// What a team knows, ready to be said.

/** GET /api/templates -> {templates}: my team's and everybody's. POST; PUT and DELETE /api/templates/{id}. */
export interface Template {
  id: Id
  /** Null: everybody's. */
  team: Id | null
  /** As BCP 47 names it. */
  language: string
  title: string
  /** What is typed after the slash. */
  shortcut: string
  text: string
  by: Id
  changed: Instant
}

export interface TemplateDraft {
  company: boolean
  language: string
  title: string
  shortcut: string
  text: string
}
