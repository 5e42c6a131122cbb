import { ask } from './http'
import type { Id, IncidentGiven, TextGiven } from './types'

type Step = 'submit' | 'approve' | 'tell' | 'resolve'
const STEPS = {
  submit: '/api/incidents/{id}/submit',
  approve: '/api/incidents/{id}/approve',
  tell: '/api/incidents/{id}/tell',
  resolve: '/api/incidents/{id}/resolve',
} as const satisfies Record<Step, string>

type CampaignStep = 'submit' | 'approve' | 'tell' | 'pause' | 'resume' | 'stop'
const CAMPAIGN_STEPS = {
  submit: '/api/campaigns/{id}/submit',
  approve: '/api/campaigns/{id}/approve',
  tell: '/api/campaigns/{id}/tell',
  pause: '/api/campaigns/{id}/pause',
  resume: '/api/campaigns/{id}/resume',
  stop: '/api/campaigns/{id}/stop',
} as const satisfies Record<CampaignStep, string>

/** What went wrong or will change: written, approved, told. */
export const incidents = {
  all: () => ask('GET', '/api/incidents'),
  one: (id: Id) => ask('GET', '/api/incidents/{id}', { path: { id } }),
  save: (id: Id | null, given: IncidentGiven) => (id === null ? ask('POST', '/api/incidents', { body: given }) : ask('PUT', '/api/incidents/{id}', { path: { id }, body: given })),
  check: (language: string, text: string, update: boolean, signal: AbortSignal) => ask('POST', '/api/incidents/words', { body: { language, text, update }, signal }),
  file: (id: Id, text: string) => ask('PUT', '/api/incidents/{id}/file', { path: { id }, body: { text } }),
  named: (id: Id) => ask('GET', '/api/incidents/{id}/file', { path: { id } }),
  reach: (id: Id) => ask('GET', '/api/incidents/{id}/reach', { path: { id } }),
  sample: (id: Id, address: string, language: string) => ask('POST', '/api/incidents/{id}/sample', { path: { id }, body: { address, language } }),
  step: (id: Id, step: Step) => ask('POST', STEPS[step], { path: { id } }),
  giveBack: (id: Id, why: string) => ask('POST', '/api/incidents/{id}/return', { path: { id }, body: { why } }),
  publish: (id: Id, shown: boolean) => ask('POST', '/api/incidents/{id}/publish', { path: { id }, body: { shown } }),
  touched: (id: Id, cut: string, after: string) => ask('GET', '/api/incidents/{id}/touched', { path: { id }, query: { cut, after } }),
  opinions: (id: Id) => ask('GET', '/api/incidents/{id}/opinions', { path: { id } }),
}

/** One notice of an incident, with its progress. */
export const campaigns = {
  update: (incident: Id, name: string, texts: TextGiven[]) => ask('POST', '/api/incidents/{id}/updates', { path: { id: incident }, body: { name, texts } }),
  change: (id: Id, name: string, texts: TextGiven[]) => ask('PUT', '/api/campaigns/{id}', { path: { id }, body: { name, texts } }),
  step: (id: Id, step: CampaignStep) => ask('POST', CAMPAIGN_STEPS[step], { path: { id } }),
  giveBack: (id: Id, why: string) => ask('POST', '/api/campaigns/{id}/return', { path: { id }, body: { why } }),
  attempts: (id: Id, state: string, after: string) => ask('GET', '/api/campaigns/{id}/attempts', { path: { id }, query: { state, after } }),
}

export const makeGoods = {
  of: (incident: Id, state: string, after: string) => ask('GET', '/api/incidents/{id}/make-goods', { path: { id: incident }, query: { state, after } }),
  propose: (incident: Id, wanted: { customer: Id | null; what: string; amountCents: number | null; currency: string | null }) =>
    ask('POST', '/api/incidents/{id}/make-goods', { path: { id: incident }, body: { ...wanted } }),
  approveAll: (incident: Id) => ask('POST', '/api/incidents/{id}/make-goods/approve', { path: { id: incident } }),
  doneAll: (incident: Id) => ask('POST', '/api/incidents/{id}/make-goods/done', { path: { id: incident } }),
  approve: (id: Id) => ask('POST', '/api/make-goods/{id}/approve', { path: { id } }),
  done: (id: Id, proof: string) => ask('POST', '/api/make-goods/{id}/done', { path: { id }, body: { proof } }),
  arrived: (id: Id, proof: string) => ask('POST', '/api/make-goods/{id}/arrived', { path: { id }, body: { proof } }),
}

/** What touches one person. */
export const concerns = {
  of: (customer: Id) => ask('GET', '/api/customers/{id}/incidents', { path: { id: customer } }),
  talked: (customer: Id, incident: Id, fits: boolean | null, words: string) =>
    ask('POST', '/api/customers/{id}/incidents/{incident}/talked', { path: { id: customer, incident }, body: { fits, words } }),
}

/** Who gets nothing that is sent to many. */
export const suppressions = {
  find: (q: string) => ask('GET', '/api/suppressions', { query: { q } }),
  add: (address: string) => ask('POST', '/api/suppressions', { body: { address } }),
  remove: (address: string) => ask('POST', '/api/suppressions/remove', { body: { address } }),
}

export const smsGateway = {
  now: () => ask('GET', '/api/admin/sms-gateway'),
  change: (setup: { url: string; sender: string; secret: string | null; enabled: boolean }) => ask('PUT', '/api/admin/sms-gateway', { body: setup }),
}
