import { isDue, windowOf } from '@/model/callWindow'
import { companyZone, serverNow } from '@/model/clock'
import { deskStore } from '@/model/desk'
import { go, openDialog } from '@/model/place'
import { t } from '@/text'
import { showToast } from '@/ui/toasts'
import { calling } from '@/wire/calling'
import type { CallWindow, ContactPoint, Id, Matter, PromiseRow } from '@/wire/types'
import { attempt, type Action } from './action'

export const planCall: Action = {
  id: 'plan-call',
  get name() {
    return t.actions.planCall
  },
  icon: 'phone',
  keys: null,
  group: 'PERSON',
  isAllowed: ({ customer, may }) => may('HOLD_PROMISES') && customer !== null && customer.head.matters.length > 0,
  perform: ({ customer }) => {
    if (customer === null) return
    const { head } = customer
    const numbers = head.contactPoints.filter((point) => point.kind === 'PHONE')
    if (numbers.length === 0) showToast(t.calling.plan.noNumber(head.customer.name), { tone: 'wrong' })
    else openDialog({ kind: 'PLAN_CALL', customer: head.customer.id, name: head.customer.name, matters: head.matters, numbers })
  },
}

/** They'd rather have it in writing. */
export const writeInstead: Action = {
  id: 'write-instead',
  get name() {
    return t.actions.writeInstead
  },
  icon: 'mail',
  keys: null,
  group: 'PERSON',
  isAllowed: ({ customer, may }) =>
    may('HOLD_PROMISES') && customer !== null && customer.promises.some((row) => row.kind === 'CALL_BACK'),
  perform: async ({ customer }) => {
    if (customer === null) return
    await attempt(() => calling.withdraw(customer.head.customer.id), t.calling.writtenInstead)
  },
}

/** "today 15:00 to 16:00", by our clock. */
export function windowWords(window: CallWindow | { from: number; to: number }): string {
  const [from, to] = [window.from, window.to].map((at) => (typeof at === 'number' ? at : Date.parse(at))) as [number, number]
  const zone = companyZone()
  return t.calling.window(t.time.choice(from, serverNow(), zone), t.time.clock(to, zone))
}

/** In which window somebody is to be called, in words; null where there is none. */
export function callTag(row: PromiseRow, now: number): { words: string; isDue: boolean } | null {
  const window = windowOf(row)
  if (window === null) return null
  const zone = companyZone()
  const between = t.calling.between(t.time.choice(window.from, now, zone), t.time.clock(window.to, zone))
  const due = isDue(row, now)
  return { words: due ? `${t.calling.callNow} · ${between}` : between, isDue: due }
}

/** @param about in words that they were shown; empty: what the matter is about */
export async function promiseCall(customer: Id, matter: Matter, number: ContactPoint, window: CallWindow, about: string): Promise<boolean> {
  return attempt(
    async () => {
      await calling.plan(customer, { matter: matter.id, contactPoint: number.id, from: window.from, to: window.to, purpose: about })
    },
    t.calling.plan.done(windowWords(window)),
  )
}

const announced = new Set<string>()

/** Says once of each call of mine that its moment is there. */
export function announceCalls(now: number): void {
  const mine = deskStore.state.lanes?.mine ?? []
  for (const row of mine) {
    const { call } = row
    if (!isDue(row, now) || call === null || call.from === null || call.to === null) continue
    const key = `${row.id} ${call.from}`
    if (announced.has(key)) continue
    announced.add(key)
    const zone = companyZone()
    showToast(t.calling.soon(row.customer.name, t.time.clock(Date.parse(call.from), zone), t.time.clock(Date.parse(call.to), zone)), {
      lasts: 120_000,
      action: { label: t.calling.open, keys: null, perform: () => openPerson(row.customer.id) },
    })
  }
}

function openPerson(customer: Id): void {
  go({ to: '/people/$customer', params: { customer } })
}
