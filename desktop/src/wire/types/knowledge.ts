import type { Schema, Whole } from '../contract'

// What a team knows, ready to be said.

/** GET /api/templates -> {templates}: my team's and everybody's. POST; PUT and DELETE /api/templates/{id}. */
export type Template = Schema['TemplateView']

export type TemplateDraft = Whole<Schema['TemplateGiven']>

/** GET /api/articles?q=words; POST /api/articles/suggestions {text}: {articles}. POST; GET, PUT, DELETE /api/articles/{id}. */
export type Article = Schema['ArticleView']

export type ArticleDraft = Whole<Schema['ArticleGiven'], 'origin'>

/** What public readers missed in it, newest first. */
export type ArticlePage = Schema['ArticlePage']

/** GET, PUT /api/signature. An empty own one means the team's. */
export type Signature = Schema['SignatureView']
