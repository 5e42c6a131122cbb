import { address, ask } from './http'
import type { Id, SurveyGiven, SurveyRules } from './types'

/** What people said how it was, and asking them. */
export const votes = {
  of: (customer: Id, signal: AbortSignal) => ask('GET', '/api/customers/{id}/votes', { path: { id: customer }, signal }).then((all) => all.votes),
  choices: () => ask('GET', '/api/surveys').then((all) => all.surveys),
  ask: (customer: Id, survey: Id) => ask('POST', '/api/customers/{id}/asks', { path: { id: customer }, body: { survey } }),
  facesUnderMails: () => ask('GET', '/api/signature/faces'),
  showFacesUnderMails: (shown: boolean) => ask('PUT', '/api/signature/faces', { body: { shown } }),
}

/** What administrators set up of it. */
export const surveys = {
  all: () => ask('GET', '/api/admin/surveys').then((all) => all.surveys),
  add: (survey: SurveyGiven) => ask('POST', '/api/admin/surveys', { body: survey }),
  change: (id: Id, survey: SurveyGiven) => ask('PUT', '/api/admin/surveys/{id}', { path: { id }, body: survey }),
  picture: (id: Id, answer: number, png: File) => {
    const form = new FormData()
    form.append('file', png, 'face.png')
    return ask('POST', '/api/admin/surveys/{id}/pictures/{answer}', { path: { id, answer }, form })
  },
  removePicture: (id: Id, answer: number) => ask('DELETE', '/api/admin/surveys/{id}/pictures/{answer}', { path: { id, answer } }),
  preview: (id: Id, language: string) => `${address('/api/admin/surveys/{id}/preview', { id })}?language=${language}`,
  trial: (id: Id, language: string) => ask('POST', '/api/admin/surveys/{id}/trial', { path: { id }, body: { language } }),
  rules: () => ask('GET', '/api/admin/surveys/rules'),
  saveRules: (rules: SurveyRules) => ask('PUT', '/api/admin/surveys/rules', { body: rules }),
  newKey: () => ask('POST', '/api/admin/surveys/key'),
}
