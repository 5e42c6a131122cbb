import { address, ask, upload } from './http'
import type { Card, Draft, FoundPage, Id, Instant, PresenceState, ReplyRequest, SetupAnswer } from './types'

/** What an agent's desktop asks of the server, one line each. Administration is in admin.ts, a chunk of its own. */

export const session = {
  current: () => ask('GET', '/api/session'),
  /** Refused with the code `second-factor` while the account's second step wants a code. */
  signIn: (name: string, password: string, code: string) => ask('POST', '/api/session', { body: { name, password, code } }),
  /** In which language I read. */
  language: (language: string) => ask('PUT', '/api/me/language', { body: { language } }),
  signOut: () => ask('DELETE', '/api/session'),
  setup: (token: string) =>
    ask('GET', '/api/setup/{token}', { path: { token } }),
  setUp: (token: string, answer: SetupAnswer) => ask('POST', '/api/setup/{token}', { path: { token }, body: answer }),
  choosePassword: (token: string, password: string) =>
    ask('POST', '/api/setup/{token}', { path: { token }, body: { password } }),
}

export const desk = {
  today: () => ask('GET', '/api/desk/today'),
  team: (team: Id) => ask('GET', '/api/desk/team', { query: { id: team } }),
  colleagues: () => ask('GET', '/api/desk/colleagues'),
  presence: (presence: { state: PresenceState; note: string; until: Instant | null }) =>
    ask('PUT', '/api/presence', { body: presence }),
  endOfShift: () => ask('GET', '/api/presence/end-of-shift'),
  goHome: () => ask('POST', '/api/presence/end-of-shift'),
}

/** @param team only what customers at home there said and were told */
export function said(words: string, team: Id | null, before: string | null, signal?: AbortSignal): Promise<FoundPage> {
  return ask('GET', '/api/search', { query: { q: words, team, before }, signal })
}

export const customers = {
  page: (customer: Id) => ask('GET', '/api/customers/{id}', { path: { id: customer } }),
  timeline: (customer: Id, before: string) =>
    ask('GET', '/api/customers/{id}/timeline', { path: { id: customer }, query: { before } }),
  /** A part of the story: lines of these kinds, or those with these words in them. */
  storyPart: (customer: Id, part: { kinds: readonly string[]; words: string }, before: string | null, signal?: AbortSignal) => {
    const query = part.words === '' ? { kinds: [...part.kinds] } : { q: part.words }
    return ask('GET', '/api/customers/{id}/timeline', { path: { id: customer }, query: { ...query, before }, signal })
  },
  find: (words: string, signal?: AbortSignal) =>
    ask('GET', '/api/customers', { query: { q: words }, signal }),
  reply: (customer: Id, reply: ReplyRequest) =>
    ask('POST', '/api/customers/{id}/replies', { path: { id: customer }, body: reply }),
  note: (customer: Id, note: { key: string; text: string; matter: Id | null; mentions: Id[] }) =>
    ask('POST', '/api/customers/{id}/notes', { path: { id: customer }, body: note }),
  promise: (customer: Id, made: { matter: Id; what: string; deadline: Instant; kind: 'SAID' | 'CALL_BACK' }) =>
    ask('POST', '/api/customers/{id}/promises', { path: { id: customer }, body: made }),
  pointersSeen: (customer: Id) => ask('POST', '/api/customers/{id}/pointers/seen', { path: { id: customer } }),
  duplicates: (customer: Id, signal: AbortSignal) =>
    ask('GET', '/api/customers/{id}/duplicates', { path: { id: customer }, signal }),
  beside: (customer: Id, other: Id) =>
    ask('GET', '/api/customers/{id}/beside/{other}', { path: { id: customer, other } }),
  addPoint: (customer: Id, value: string, shared: boolean) =>
    ask('POST', '/api/customers/{id}/contact-points', { path: { id: customer }, body: { value, shared } }),
  removePoint: (customer: Id, point: Id) => ask('DELETE', '/api/customers/{id}/contact-points/{point}', { path: { id: customer, point } }),
  exportAddress: (customer: Id) => address('/api/customers/{id}/export', { id: customer }),
  organisation: (customer: Id, signal: AbortSignal) =>
    ask('GET', '/api/customers/{id}/organisation', { path: { id: customer }, signal }),
  setOrganisation: (customer: Id, name: string, rename: boolean) =>
    ask('PUT', '/api/customers/{id}/organisation', { path: { id: customer }, body: { name, rename } }),
  merge: (customer: Id, other: Id) => ask('POST', '/api/customers/{id}/merge', { path: { id: customer }, body: { other } }),
  part: (customer: Id, other: Id) => ask('POST', '/api/customers/{id}/part', { path: { id: customer }, body: { other } }),
  notOnePerson: (customer: Id, other: Id) =>
    ask('POST', '/api/customers/{id}/not-one-person', { path: { id: customer }, body: { other } }),
  draft: (customer: Id, draft: Omit<Draft, 'agent' | 'at'>, leaving = false) =>
    ask('PUT', '/api/customers/{id}/drafts', { path: { id: customer }, body: draft, keepalive: leaving }),
}

export const promises = {
  take: (promise: Id) => ask('POST', '/api/promises/{id}/take', { path: { id: promise } }),
  keep: (promise: Id) => ask('POST', '/api/promises/{id}/keep', { path: { id: promise } }),
  release: (promise: Id, reason: string) =>
    ask('POST', '/api/promises/{id}/release', { path: { id: promise }, body: { reason } }),
  move: (promise: Id, deadline: Instant, reason: string) =>
    ask('POST', '/api/promises/{id}/move', { path: { id: promise }, body: { deadline, reason } }),
  putAside: (promise: Id, until: Instant) =>
    ask('POST', '/api/promises/{id}/aside', { path: { id: promise }, body: { until } }),
  bringBack: (promise: Id) => ask('DELETE', '/api/promises/{id}/aside', { path: { id: promise } }),
  /** @param tell whether the customer is told who has it, once it was accepted */
  handOver: (promise: Id, to: Id, card: Card, tell: boolean) =>
    ask('POST', '/api/promises/{id}/hand-over', { path: { id: promise }, body: { to, card, tell } }),
}

export const handOvers = {
  accept: (handOver: Id) => ask('POST', '/api/hand-overs/{id}/accept', { path: { id: handOver } }),
  decline: (handOver: Id, reason: string) =>
    ask('POST', '/api/hand-overs/{id}/decline', { path: { id: handOver }, body: { reason } }),
}

/** The team room. */
export const questions = {
  room: () => ask('GET', '/api/room'),
  ask: (customer: Id, asked: { key: string; text: string; matter: Id | null; named: Id[] }) =>
    ask('POST', '/api/customers/{id}/questions', { path: { id: customer }, body: asked }),
  answer: (question: Id, answer: { key: string; text: string }) =>
    ask('POST', '/api/questions/{id}/answers', { path: { id: question }, body: answer }),
  settle: (question: Id) => ask('POST', '/api/questions/{id}/settle', { path: { id: question } }),
  reopen: (question: Id) => ask('POST', '/api/questions/{id}/reopen', { path: { id: question } }),
}

export const matters = {
  close: (matter: Id, why: string) => ask('POST', '/api/matters/{id}/close', { path: { id: matter }, body: { why } }),
  reopen: (matter: Id) => ask('POST', '/api/matters/{id}/reopen', { path: { id: matter } }),
  kind: (matter: Id, sales: boolean) => ask('POST', '/api/matters/{id}/kind', { path: { id: matter }, body: { sales } }),
}

export const interactions = {
  undo: (interaction: Id) => ask('POST', '/api/interactions/{id}/undo', { path: { id: interaction } }),
  postpone: (interaction: Id, text: string, sendAt: Instant) =>
    ask('PUT', '/api/interactions/{id}/postponed', { path: { id: interaction }, body: { text, sendAt } }),
  sendNow: (interaction: Id) => ask('POST', '/api/interactions/{id}/send-now', { path: { id: interaction } }),
  needsNoAnswer: (interaction: Id, reason: string) =>
    ask('POST', '/api/interactions/{id}/needs-no-answer', { path: { id: interaction }, body: { reason } }),
  junk: (interaction: Id) => ask('POST', '/api/interactions/{id}/junk', { path: { id: interaction } }),
  disposition: (interaction: Id) => ask('GET', '/api/interactions/{id}/disposition', { path: { id: interaction } }),
  /** @param disposition null takes back what was said */
  sayDisposition: (interaction: Id, disposition: Id | null) => ask('PUT', '/api/interactions/{id}/disposition', { path: { id: interaction }, body: { disposition } }),
  rawAddress: (interaction: Id) => address('/api/interactions/{id}/raw', { id: interaction }),
  htmlAddress: (interaction: Id, images: 'WITH_IMAGES' | 'WITHOUT_IMAGES') =>
    address('/api/interactions/{id}/html', { id: interaction }) + (images === 'WITH_IMAGES' ? '?images=1' : ''),
}

export const uploads = {
  /** @param moved told how much of it is there, 0 to 1 */
  send: (file: File, signal: AbortSignal, moved: (share: number) => void) => {
    const form = new FormData()
    form.append('file', file, file.name)
    return upload('/api/uploads', form, signal, moved)
  },
  rename: (attachment: Id, name: string) => ask('PUT', '/api/uploads/{id}', { path: { id: attachment }, body: { name } }),
  address: (attachment: Id) => address('/api/attachments/{id}', { id: attachment }),
}

export const junk = {
  page: (before: string | null) => ask('GET', '/api/junk', { query: { before } }),
  dismiss: (ids: Id[], all = false) =>
    ask('POST', '/api/junk/dismiss', { body: all ? { ids, all: true } : { ids } }),
  rescue: (ids: Id[]) => ask('POST', '/api/junk/rescue', { body: { ids } }),
}
