import { ask } from './http'
import type { ArticleDraft, Id, Signature, TemplateDraft } from './types'

export const templates = {
  all: () => ask('GET', '/api/templates'),
  save: (template: Id | null, draft: TemplateDraft) =>
    template === null
      ? ask('POST', '/api/templates', { body: draft })
      : ask('PUT', '/api/templates/{id}', { path: { id: template }, body: draft }),
  remove: (template: Id) => ask('DELETE', '/api/templates/{id}', { path: { id: template } }),
}

export const articles = {
  find: (words: string, signal?: AbortSignal) =>
    ask('GET', '/api/articles', { query: { q: words }, signal }),
  page: (article: Id) => ask('GET', '/api/articles/{id}', { path: { id: article } }),
  suggest: (text: string, signal: AbortSignal) =>
    ask('POST', '/api/articles/suggestions', { body: { text }, signal }),
  save: (article: Id | null, draft: ArticleDraft) =>
    article === null
      ? ask('POST', '/api/articles', { body: draft })
      : ask('PUT', '/api/articles/{id}', { path: { id: article }, body: draft }),
  remove: (article: Id) => ask('DELETE', '/api/articles/{id}', { path: { id: article } }),
}

export const signature = {
  mine: () => ask('GET', '/api/signature'),
  save: (change: Partial<Signature>) => ask('PUT', '/api/signature', { body: change }),
}
