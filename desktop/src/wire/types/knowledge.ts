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

/** GET /api/articles?q=words; POST /api/articles/suggestions {text}: {articles}. POST; GET, PUT, DELETE /api/articles/{id}. */
export interface Article {
  id: Id
  team: Id | null
  language: string
  title: string
  text: string
  owner: Id
  /** A day, as 2026-11-28. */
  review: string
  /** Its owner should look whether it is still true. */
  due: boolean
  isPublic: boolean
  /** Its help page, where everybody may read it. */
  link: string | null
  helped: number
  failed: number
  changed: Instant
}

export interface ArticleDraft {
  company: boolean
  language: string
  title: string
  text: string
  owner: Id
  review: string
  isPublic: boolean
  /** The reply it was written from. */
  origin: Id | null
}

/** What public readers missed in it, newest first. */
export interface ArticlePage {
  article: Article
  complaints: { words: string; at: Instant }[]
}

/** GET, PUT /api/signature. An empty own one means the team's. */
export interface Signature {
  own: string
  team: string
}
