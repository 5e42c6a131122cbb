import { mayNow } from '@/actions'
import { setClock } from '@/model/clock'
import { deskStore } from '@/model/desk'
import { knowledgeStore } from '@/model/knowledge'
import { listStore, NO_FILTERS } from '@/model/list'
import { phoneStore } from '@/model/phone'
import { go, placeStore } from '@/model/place'
import { roomStore } from '@/model/room'
import { settingsStore } from '@/model/settings'
import { t } from '@/text'
import { isLanguage, speakFromNowOn, takeChosen } from '@/text/languages'
import { customers, desk, questions, session as sessions } from '@/wire/desk'
import { templates } from '@/wire/knowledge'
import { Refusal, sentenceOf, useCsrf as setCsrf } from '@/wire/http'
import { savedViews } from '@/wire/lists'
import { phone } from '@/wire/phone'
import { Stream } from '@/wire/stream'
import type { Id, Session, StreamEvent, Viewer } from '@/wire/types'
import { beginPhone } from './phone'

/** Puts wire and model together: who is signed in, snapshots, the stream on top of them. */
const RETRY_MILLIS = 3_000

const stream = new Stream({
  event: (event) => heard(event),
  freshness: (freshness) => deskStore.dispatch({ kind: 'freshness', freshness }),
  resync: () => void snapshots(),
  away: (customer) => void loadCustomer(customer),
})

/** The session of this browser, or null if nobody is signed in. */
export async function currentSession(): Promise<Session | null> {
  try {
    return await sessions.current()
  } catch (error) {
    if (error instanceof Refusal && error.problem.status === 401) return null
    throw error
  }
}

export async function begin(session: Session): Promise<void> {
  setCsrf(session.csrf)
  setClock(session.now, session.zone)
  deskStore.dispatch({ kind: 'signed-in', session })
  settleLanguage(session)
  if (!session.mustEnrol) await snapshots()
}

/** What was chosen at the door becomes the account's; else the account's is spoken, on whichever browser. */
function settleLanguage(session: Session): void {
  const wanted = takeChosen()
  if (wanted !== null && wanted !== session.language) void sessions.language(wanted).catch(() => undefined)
  else if (isLanguage(session.language)) speakFromNowOn(session.language)
}

/** The second step is there: the session is read anew, and the desk opens. */
export async function enrolled(): Promise<void> {
  const session = await currentSession()
  if (session !== null) await begin(session)
}

export async function signOut(): Promise<void> {
  stream.stop()
  await sessions.signOut().catch(() => undefined)
  left()
}

/** Nobody is signed in any more: what they saw goes, and their telephone with it. */
function left(): void {
  deskStore.dispatch({ kind: 'signed-out' })
  phoneStore.dispatch({ kind: 'gone' })
}

async function snapshots(): Promise<void> {
  try {
    const [today, colleagues, room] = await Promise.all([desk.today(), desk.colleagues(), mayNow('SEE_CUSTOMERS') ? questions.room() : null])
    const first = deskStore.state.team === null
    deskStore.dispatch({ kind: 'today', today })
    // A list begins with one's own team.
    if (first) listStore.dispatch({ kind: 'filters', filters: { ...NO_FILTERS, team: today.team.id } })
    void loadViews()
    deskStore.dispatch({ kind: 'colleagues', ...colleagues })
    if (room !== null) roomStore.dispatch({ kind: 'here', page: room })
    stream.follow(today.stream)
    void loadPhone()
    void loadTemplates()
    const open = placeStore.state.customer
    if (open !== null) await loadCustomer(open)
  } catch (error) {
    if (error instanceof Refusal && error.problem.status === 401) left()
    else setTimeout(() => void snapshots(), RETRY_MILLIS)
  }
}

/** My telephone, if I have one; asked for until it is known. */
async function loadPhone(): Promise<void> {
  if (!mayNow('TALK')) return
  const asked = phoneStore.state.told
  const view = await phone.now().catch(() => null)
  if (view === null) return void setTimeout(() => void loadPhone(), RETRY_MILLIS)
  phoneStore.dispatch({ kind: 'answer', view, asked })
  beginPhone((customer) => void loadCustomer(customer))
}

/** Writing works without them: a failure waits for the next change or snapshot. */
async function loadTemplates(): Promise<void> {
  const all = await templates.all().catch(() => null)
  if (all !== null) knowledgeStore.dispatch({ kind: 'templates', templates: all.templates })
}

/** Without them the desk still works: the next change asks again. */
async function loadViews(): Promise<void> {
  const known = await savedViews.all().catch(() => null)
  if (known !== null) listStore.dispatch({ kind: 'views', views: known.views })
}

/** Takes the page of a customer (again); what the stream says meanwhile is applied on top. */
export async function loadCustomer(customer: Id): Promise<void> {
  deskStore.dispatch({ kind: 'customer-asked', customer })
  try {
    const page = await customers.page(customer)
    deskStore.dispatch({ kind: 'customer-here', page })
    // Merged into another: that one's page shows both.
    const survivor = page.customer.id
    if (survivor !== customer && placeStore.state.customer === customer) go({ to: '/people/$customer', params: { customer: survivor } })
  } catch (error) {
    deskStore.dispatch({ kind: 'customer-failed', customer, sentence: sentenceOf(error) })
  }
}

export async function loadOlder(customer: Id, before: string): Promise<void> {
  const page = await customers.timeline(customer, before)
  deskStore.dispatch({ kind: 'older-here', customer, page })
}

/** Says whose page is looked at. The page is taken after the watch, so nothing falls between. */
export function watch(customer: Id | null, grade: Viewer['grade']): void {
  stream.watch(customer, grade)
}

/** Says whose organisation's page is looked at. */
export function watchOrganisation(organisation: Id | null): void {
  stream.watchOrganisation(organisation)
}

function heard(event: StreamEvent): void {
  if (event.kind === 'signed-out') {
    stream.stop()
    left()
    return
  }
  if (event.kind === 'customer') void loadCustomer(event.customer)
  if (event.kind === 'knowledge') {
    knowledgeStore.dispatch({ kind: 'changed' })
    void loadTemplates()
  }
  if (event.kind === 'saved-views') void loadViews()
  if (event.kind === 'notice') notify(t.shell.notice[event.why], event.text, event.customer)
  if (event.kind === 'phone') phoneStore.enqueue({ kind: 'told', view: event.phone })
  if (event.kind === 'room') roomStore.enqueue({ kind: 'question', question: event.question })
  deskStore.enqueue({ kind: 'stream', event })
}

function notify(title: string, text: string, customer: Id | null): void {
  const wanted = settingsStore.state.notifications && 'Notification' in window && Notification.permission === 'granted'
  if (!wanted || (!document.hidden && document.hasFocus())) return
  const shown = new Notification(title, { body: text, ...(customer === null ? {} : { tag: `customer-${customer}` }) })
  shown.onclick = () => {
    window.focus()
    if (customer !== null) location.assign(`/people/${customer}`)
  }
}
