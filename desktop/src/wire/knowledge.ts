import { ask } from './http'
import type { Article, ArticleDraft, ArticlePage, Id, Signature, Template, TemplateDraft } from './types'

const id = encodeURIComponent

export const templates = {
  all: () => ask<{ templates: Template[] }>('GET', '/api/templates'),
  save: (template: Id | null, draft: TemplateDraft) =>
    template === null
      ? ask<Template>('POST', '/api/templates', { body: draft })
      : ask<Template>('PUT', `/api/templates/${id(template)}`, { body: draft }),
  remove: (template: Id) => ask<unknown>('DELETE', `/api/templates/${id(template)}`),
}

export const articles = {
  find: (words: string, signal?: AbortSignal) =>
    ask<{ articles: Article[] }>('GET', `/api/articles?q=${id(words)}`, signal ? { signal } : {}),
  page: (article: Id) => ask<ArticlePage>('GET', `/api/articles/${id(article)}`),
  suggest: (text: string, signal: AbortSignal) =>
    ask<{ articles: Article[] }>('POST', '/api/articles/suggestions', { body: { text }, signal }),
  save: (article: Id | null, draft: ArticleDraft) =>
    article === null
      ? ask<Article>('POST', '/api/articles', { body: draft })
      : ask<Article>('PUT', `/api/articles/${id(article)}`, { body: draft }),
  remove: (article: Id) => ask<unknown>('DELETE', `/api/articles/${id(article)}`),
}

export const signature = {
  mine: () => ask<Signature>('GET', '/api/signature'),
  save: (change: Partial<Signature>) => ask<Signature>('PUT', '/api/signature', { body: change }),
}
