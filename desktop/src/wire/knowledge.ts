import { ask } from './http'
import type { Id, Template, TemplateDraft } from './types'

const id = encodeURIComponent

export const templates = {
  all: () => ask<{ templates: Template[] }>('GET', '/api/templates'),
  save: (template: Id | null, draft: TemplateDraft) =>
    template === null
      ? ask<Template>('POST', '/api/templates', { body: draft })
      : ask<Template>('PUT', `/api/templates/${id(template)}`, { body: draft }),
  remove: (template: Id) => ask<unknown>('DELETE', `/api/templates/${id(template)}`),
}
