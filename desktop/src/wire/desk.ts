import { ask, upload } from './http'
import type {
  Agent,
  Attachment,
  Card,
  CustomerPage,
  Draft,
  EndOfShift,
  FoundPage,
  Id,
  Instant,
  JunkPage,
  Likeness,
  Organisation,
  PeoplePage,
  Presence,
  PresenceState,
  PromiseKind,
  PromiseRow,
  ReplyRequest,
  ReplySent,
  RoomPage,
  Session,
  SetupAnswer,
  TeamBoard,
  TeamName,
  TimelinePage,
  Today,
} from './types'

/** What an agent's desktop asks of the server, one line each. Administration is in admin.ts, a chunk of its own. */

const id = encodeURIComponent

export const session = {
  current: () => ask<Session>('GET', '/api/session'),
  /** Refused with the code `second-factor` while the account's second step wants a code. */
  signIn: (name: string, password: string, code: string) => ask<Session>('POST', '/api/session', { body: { name, password, code } }),
  /** In which language I read. */
  language: (language: string) => ask<undefined>('PUT', '/api/me/language', { body: { language } }),
  signOut: () => ask<undefined>('DELETE', '/api/session'),
  setup: (token: string) =>
    ask<{ company: string; valid: boolean; kind: 'FIRST' | 'AGENT'; name: string }>('GET', `/api/setup/${id(token)}`),
  setUp: (token: string, answer: SetupAnswer) => ask<Session>('POST', `/api/setup/${id(token)}`, { body: answer }),
  choosePassword: (token: string, password: string) =>
    ask<Session>('POST', `/api/setup/${id(token)}`, { body: { password } }),
}

export const desk = {
  today: () => ask<Today>('GET', '/api/desk/today'),
  team: (team: Id) => ask<TeamBoard>('GET', `/api/desk/team?id=${id(team)}`),
  colleagues: () => ask<{ agents: Agent[]; teams: TeamName[] }>('GET', '/api/desk/colleagues'),
  presence: (presence: { state: PresenceState; note: string; until: Instant | null }) =>
    ask<Presence>('PUT', '/api/presence', { body: presence }),
  endOfShift: () => ask<EndOfShift>('GET', '/api/presence/end-of-shift'),
  goHome: () => ask<{ back: Instant; passed: number }>('POST', '/api/presence/end-of-shift'),
}

/** @param team only what customers at home there said and were told */
export function said(words: string, team: Id | null, before: string | null, signal?: AbortSignal): Promise<FoundPage> {
  const among = team === null ? '' : `&team=${id(team)}`
  const page = before === null ? '' : `&before=${id(before)}`
  return ask<FoundPage>('GET', `/api/search?q=${id(words)}${among}${page}`, signal ? { signal } : {})
}

export const customers = {
  page: (customer: Id) => ask<CustomerPage>('GET', `/api/customers/${id(customer)}`),
  timeline: (customer: Id, before: string) =>
    ask<TimelinePage>('GET', `/api/customers/${id(customer)}/timeline?before=${id(before)}`),
  /** A part of the story: lines of these kinds, or those with these words in them. */
  storyPart: (customer: Id, part: { kinds: readonly string[]; words: string }, before: string | null, signal?: AbortSignal) => {
    const query = part.words === '' ? `kinds=${part.kinds.join(',')}` : `q=${id(part.words)}`
    return ask<TimelinePage>('GET', `/api/customers/${id(customer)}/timeline?${query}${before === null ? '' : `&before=${id(before)}`}`, signal ? { signal } : {})
  },
  find: (words: string, before: string | null, signal?: AbortSignal) =>
    ask<PeoplePage>(
      'GET',
      `/api/customers?q=${id(words)}${before === null ? '' : `&before=${id(before)}`}`,
      signal ? { signal } : {},
    ),
  reply: (customer: Id, reply: ReplyRequest) =>
    ask<ReplySent>('POST', `/api/customers/${id(customer)}/replies`, { body: reply }),
  note: (customer: Id, note: { key: string; text: string; matter: Id | null; mentions: Id[] }) =>
    ask<unknown>('POST', `/api/customers/${id(customer)}/notes`, { body: note }),
  promise: (customer: Id, made: { matter: Id; what: string; deadline: Instant; kind: PromiseKind }) =>
    ask<PromiseRow>('POST', `/api/customers/${id(customer)}/promises`, { body: made }),
  pointersSeen: (customer: Id) => ask<unknown>('POST', `/api/customers/${id(customer)}/pointers/seen`, { body: {} }),
  duplicates: (customer: Id, signal: AbortSignal) =>
    ask<{ people: Likeness[] }>('GET', `/api/customers/${id(customer)}/duplicates`, { signal }),
  beside: (customer: Id, other: Id) =>
    ask<{ people: Likeness[] }>('GET', `/api/customers/${id(customer)}/beside/${id(other)}`),
  addPoint: (customer: Id, value: string, shared: boolean) =>
    ask<unknown>('POST', `/api/customers/${id(customer)}/contact-points`, { body: { value, shared } }),
  removePoint: (customer: Id, point: Id) => ask<unknown>('DELETE', `/api/customers/${id(customer)}/contact-points/${id(point)}`),
  exportAddress: (customer: Id) => `/api/customers/${id(customer)}/export`,
  organisation: (customer: Id, signal: AbortSignal) =>
    ask<Organisation>('GET', `/api/customers/${id(customer)}/organisation`, { signal }),
  setOrganisation: (customer: Id, name: string, rename: boolean) =>
    ask<unknown>('PUT', `/api/customers/${id(customer)}/organisation`, { body: { name, rename } }),
  merge: (customer: Id, other: Id) => ask<{ id: Id }>('POST', `/api/customers/${id(customer)}/merge`, { body: { other } }),
  part: (customer: Id, other: Id) => ask<unknown>('POST', `/api/customers/${id(customer)}/part`, { body: { other } }),
  notOnePerson: (customer: Id, other: Id) =>
    ask<unknown>('POST', `/api/customers/${id(customer)}/not-one-person`, { body: { other } }),
  draft: (customer: Id, draft: Omit<Draft, 'agent' | 'at'>, leaving = false) =>
    ask<unknown>('PUT', `/api/customers/${id(customer)}/drafts`, { body: draft, keepalive: leaving }),
}

export const promises = {
  take: (promise: Id) => ask<PromiseRow>('POST', `/api/promises/${id(promise)}/take`, { body: {} }),
  keep: (promise: Id) => ask<PromiseRow>('POST', `/api/promises/${id(promise)}/keep`, { body: {} }),
  release: (promise: Id, reason: string) =>
    ask<PromiseRow>('POST', `/api/promises/${id(promise)}/release`, { body: { reason } }),
  move: (promise: Id, deadline: Instant, reason: string) =>
    ask<PromiseRow>('POST', `/api/promises/${id(promise)}/move`, { body: { deadline, reason } }),
  putAside: (promise: Id, until: Instant) =>
    ask<PromiseRow>('POST', `/api/promises/${id(promise)}/aside`, { body: { until } }),
  bringBack: (promise: Id) => ask<PromiseRow>('DELETE', `/api/promises/${id(promise)}/aside`),
  /** @param tell whether the customer is told who has it, once it was accepted */
  handOver: (promise: Id, to: Id, card: Card, tell: boolean) =>
    ask<unknown>('POST', `/api/promises/${id(promise)}/hand-over`, { body: { to, card, tell } }),
}

export const handOvers = {
  accept: (handOver: Id) => ask<unknown>('POST', `/api/hand-overs/${id(handOver)}/accept`, { body: {} }),
  decline: (handOver: Id, reason: string) =>
    ask<unknown>('POST', `/api/hand-overs/${id(handOver)}/decline`, { body: { reason } }),
}

/** The team room. */
export const questions = {
  room: () => ask<RoomPage>('GET', '/api/room'),
  ask: (customer: Id, asked: { key: string; text: string; matter: Id | null; named: Id[] }) =>
    ask<{ id: Id }>('POST', `/api/customers/${id(customer)}/questions`, { body: asked }),
  answer: (question: Id, answer: { key: string; text: string }) =>
    ask<unknown>('POST', `/api/questions/${id(question)}/answers`, { body: answer }),
  settle: (question: Id) => ask<unknown>('POST', `/api/questions/${id(question)}/settle`, { body: {} }),
  reopen: (question: Id) => ask<unknown>('POST', `/api/questions/${id(question)}/reopen`, { body: {} }),
}

export const matters = {
  close: (matter: Id, why: string) => ask<unknown>('POST', `/api/matters/${id(matter)}/close`, { body: { why } }),
  reopen: (matter: Id) => ask<unknown>('POST', `/api/matters/${id(matter)}/reopen`, { body: {} }),
  kind: (matter: Id, sales: boolean) => ask<unknown>('POST', `/api/matters/${id(matter)}/kind`, { body: { sales } }),
}

export const interactions = {
  undo: (interaction: Id) => ask<undefined>('POST', `/api/interactions/${id(interaction)}/undo`, { body: {} }),
  postpone: (interaction: Id, text: string, sendAt: Instant) =>
    ask<ReplySent>('PUT', `/api/interactions/${id(interaction)}/postponed`, { body: { text, sendAt } }),
  sendNow: (interaction: Id) => ask<ReplySent>('POST', `/api/interactions/${id(interaction)}/send-now`, { body: {} }),
  needsNoAnswer: (interaction: Id, reason: string) =>
    ask<unknown>('POST', `/api/interactions/${id(interaction)}/needs-no-answer`, { body: { reason } }),
  junk: (interaction: Id) => ask<unknown>('POST', `/api/interactions/${id(interaction)}/junk`, { body: {} }),
  rawAddress: (interaction: Id) => `/api/interactions/${id(interaction)}/raw`,
  htmlAddress: (interaction: Id, images: 'WITH_IMAGES' | 'WITHOUT_IMAGES') =>
    `/api/interactions/${id(interaction)}/html${images === 'WITH_IMAGES' ? '?images=1' : ''}`,
}

export const uploads = {
  /** @param moved told how much of it is there, 0 to 1 */
  send: (file: File, signal: AbortSignal, moved: (share: number) => void) => {
    const form = new FormData()
    form.append('file', file, file.name)
    return upload<Attachment>('/api/uploads', form, signal, moved)
  },
  rename: (attachment: Id, name: string) => ask<unknown>('PUT', `/api/uploads/${id(attachment)}`, { body: { name } }),
  address: (attachment: Id) => `/api/attachments/${id(attachment)}`,
}

export const junk = {
  page: (before: string | null) => ask<JunkPage>('GET', `/api/junk${before === null ? '' : `?before=${id(before)}`}`),
  dismiss: (ids: Id[], all = false) =>
    ask<unknown>('POST', '/api/junk/dismiss', { body: all ? { ids, all: true } : { ids } }),
  rescue: (ids: Id[]) => ask<unknown>('POST', '/api/junk/rescue', { body: { ids } }),
}
