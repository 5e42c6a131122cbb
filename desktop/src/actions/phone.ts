import { serverNow } from '@/model/clock'
import { deskStore } from '@/model/desk'
import { answersHere, canAnswer, canCall, currentOf, phoneStore, ringingHere } from '@/model/phone'
import { go, openDialog, wish } from '@/model/place'
import { settingsStore } from '@/model/settings'
import { t } from '@/text'
import { isQuiet } from '@/model/quiet'
import { showToast } from '@/ui/toasts'
import { customers } from '@/wire/desk'
import { phone } from '@/wire/phone'
import { calling } from '@/wire/calling'
import { wishes } from '@/wire/wishes'
import type { Call, ContactPoint, Id, PhoneView, PromiseRow } from '@/wire/types'
import { attempt, type Action, type Context } from './action'

/** What is done with a telephone. Chords work while one writes and over an open dialog as well: a caller does not wait. */
async function does(work: () => Promise<PhoneView>): Promise<void> {
  const asked = phoneStore.state.told
  await attempt(async () => phoneStore.dispatch({ kind: 'answer', view: await work(), asked }))
}

const view = () => phoneStore.state.view
const ringing = () => ringingHere(phoneStore.state)
const current = () => currentOf(view())
const connected = (): Call | null => {
  const call = current()
  return call !== null && call.state !== 'DIALLING' && call.state !== 'PASSING' ? call : null
}

function deed(rest: Pick<Action, 'id' | 'name' | 'icon' | 'keys' | 'perform'> & { also?: string; when: () => boolean }): Action {
  const { when, ...own } = rest
  return { ...own, group: 'PHONE', isAllowed: ({ may }: Context) => may('TALK') && when() }
}

export const answerCall = deed({
  id: 'answer-call',
  name: t.actions.answerCall,
  icon: 'phone',
  keys: 'Space',
  also: 'Alt+c',
  when: () => ringing() !== null && answersHere(phoneStore.state),
  perform: () => {
    const call = ringing()
    if (call !== null) answer(call.id)
  },
})

/** It rings on at colleagues. */
export const notNow = deed({
  id: 'not-now',
  name: t.actions.notNow,
  icon: 'cross',
  keys: 'Escape',
  when: () => ringing() !== null && phoneStore.state.wanted === null,
  perform: async () => {
    const call = ringing()
    if (call !== null) await does(() => phone.decline(call.id))
  },
})

export const silence = deed({
  id: 'silence',
  name: t.actions.silence,
  icon: 'mute',
  keys: 'm',
  when: () => ringing() !== null,
  perform: () => {
    const call = ringing()
    if (call !== null) phoneStore.dispatch({ kind: 'silenced', call: call.id })
  },
})

export const openCaller = deed({
  id: 'open-caller',
  name: t.actions.openCaller,
  icon: 'person',
  keys: 'Alt+w',
  when: () => (ringing() ?? current() ?? view()?.wrapUp ?? null) !== null,
  perform: () => {
    const who = ringing() ?? current() ?? view()?.wrapUp
    if (who) go({ to: '/people/$customer', params: { customer: who.customer.id } })
  },
})

export const mute = deed({
  id: 'mute',
  name: t.actions.mute,
  icon: 'mute',
  keys: 'Alt+m',
  when: () => current()?.desk === false,
  perform: () => phoneStore.dispatch({ kind: 'muted', muted: !phoneStore.state.muted }),
})

export const hold = deed({
  id: 'hold',
  name: t.actions.hold,
  icon: 'pause',
  keys: 'Alt+o',
  when: () => connected() !== null,
  perform: async () => {
    const call = connected()
    if (call !== null) await does(() => phone.hold(call.id, call.state !== 'HELD'))
  },
})

export const keypad = deed({
  id: 'keypad',
  name: t.actions.keypad,
  icon: 'keypad',
  keys: 'Alt+j',
  when: () => connected() !== null,
  perform: () => phoneStore.dispatch({ kind: 'keypad', open: !phoneStore.state.keypad }),
})

const recording = () => connected()?.sound?.recording ?? 'OFF'

/** They have said yes to being recorded: kept as the evidence. */
export const theyAgreed = deed({
  id: 'they-agreed',
  name: t.actions.theyAgreed,
  icon: 'check',
  keys: null,
  when: () => recording() === 'ASKS',
  perform: async () => {
    const call = connected()
    if (call !== null) await does(() => phone.record(call.id))
  },
})

/** For the number of a card. It goes on when one says so, and never by itself. */
export const pauseRecording = deed({
  id: 'pause-recording',
  name: t.actions.pauseRecording,
  icon: 'pause',
  keys: 'Alt+b',
  when: () => recording() === 'RECORDS' || recording() === 'PAUSED',
  perform: async () => {
    const call = connected()
    if (call !== null) await does(() => phone.pauseRecording(call.id, recording() === 'RECORDS'))
  },
})

export const hangUp = deed({
  id: 'hang-up',
  name: t.actions.hangUp,
  icon: 'missed',
  keys: 'Alt+x',
  when: () => current() !== null,
  perform: async () => {
    const call = current()
    if (call !== null) await does(() => phone.hangUp(call.id))
  },
})

/** A colleague joins; whoever hangs up first leaves the call to the other. */
export const colleague = deed({
  id: 'colleague',
  name: t.actions.colleague,
  icon: 'person',
  keys: 'Alt+g',
  when: () => connected()?.asked === null,
  perform: () => {
    const call = connected()
    if (call !== null) openDialog({ kind: 'COLLEAGUE', call: call.id, name: call.customer.name })
  },
})

export const unask = deed({
  id: 'unask-colleague',
  name: t.actions.unask,
  icon: 'cross',
  keys: null,
  when: () => (connected()?.asked ?? null) !== null,
  perform: async () => {
    const call = connected()
    if (call !== null) await does(() => phone.unask(call.id))
  },
})

/** A number outside, or a team's: I am free as soon as somebody answers there. */
export const onwards = deed({
  id: 'put-through',
  name: t.actions.putThrough,
  icon: 'out',
  keys: null,
  when: () => connected()?.colleagues.length === 0,
  perform: () => {
    const call = connected()
    if (call !== null) openDialog({ kind: 'ONWARDS', call: call.id, name: call.customer.name })
  },
})

/** Whom I called is not there, but a machine of theirs. */
export const machineAnswered = deed({
  id: 'machine-answered',
  name: t.actions.machineAnswered,
  icon: 'missed',
  keys: null,
  when: () => current()?.direction === 'OUT' && current()?.state === 'TALKING',
  perform: async () => {
    const call = current()
    if (call !== null) await attempt(() => phone.machine(call.id), t.calling.machineNoted)
  },
})

export const takeBack = deed({
  id: 'take-back-caller',
  name: t.actions.takeBackCaller,
  icon: 'left',
  keys: null,
  when: () => current()?.state === 'PASSING',
  perform: async () => {
    const call = current()
    if (call !== null) await does(() => phone.takeBack(call.id))
  },
})

/** @param anyway also in the quiet hours of whom the number belongs to */
export async function putThrough(call: Id, number: string, anyway: boolean): Promise<boolean> {
  const told = phoneStore.state.told
  return attempt(async () => phoneStore.dispatch({ kind: 'answer', view: await phone.putThrough(call, number, anyway), asked: told }))
}

/** Lets the call with them, if I am in one, ring at a colleague. */
export async function bringAlong(customer: Id, agent: Id): Promise<void> {
  const call = connected()
  if (call !== null && call.customer.id === customer) await does(() => phone.ask(call.id, agent))
}

export async function askColleague(call: Id, agent: Id): Promise<boolean> {
  const told = phoneStore.state.told
  return attempt(async () => phoneStore.dispatch({ kind: 'answer', view: await phone.ask(call, agent), asked: told }))
}

export const oneMoreMinute = deed({
  id: 'one-more-minute',
  name: t.actions.oneMoreMinute,
  icon: 'clock',
  keys: null,
  when: () => view()?.wrapUp != null,
  perform: () => does(() => phone.wrapUpMore(1)),
})

export const doneWithCall = deed({
  id: 'done-with-call',
  name: t.actions.doneWithCall,
  icon: 'check',
  keys: 'Alt+y',
  when: () => view()?.wrapUp != null,
  perform: () => does(phone.wrapUpDone),
})

/** The cursor goes to what can be said of the call; then 1 to 9 say it. */
export const sayWhatCame = deed({
  id: 'say-what-came',
  name: t.actions.sayWhatCame,
  icon: 'flag',
  keys: 'Alt+v',
  when: () => view()?.wrapUp != null,
  perform: () => wish('SAY_WHAT_CAME'),
})

const listening = () => view()?.listening ?? null

/** Hears a call of others: nobody hears me, and those of us who are in it see that I do. */
export async function listenTo(call: Id): Promise<void> {
  if (phoneStore.state.line === 'ELSEWHERE') wish('TAKE_TELEPHONE')
  await does(() => phone.listen(call, 'LISTENS'))
}

/** Heard by those of us who are in the call, or by nobody any more. */
export const whisper = deed({
  id: 'whisper',
  name: t.actions.whisper,
  icon: 'microphone',
  keys: 'Alt+u',
  when: () => listening() !== null,
  perform: async () => {
    const heard = listening()
    if (heard !== null) await does(() => phone.listen(heard.call, heard.how === 'WHISPERS' ? 'LISTENS' : 'WHISPERS'))
  },
})

export const joinListened = deed({
  id: 'join-listened',
  name: t.actions.joinListened,
  icon: 'phone',
  keys: null,
  when: () => listening() !== null,
  perform: () => does(phone.joinListened),
})

export const stopListening = deed({
  id: 'stop-listening',
  name: t.actions.stopListening,
  icon: 'cross',
  keys: 'Alt+l',
  when: () => listening() !== null,
  perform: () => does(phone.stopListening),
})

/** In the call or after it: what was said that we would do, and by when. */
export const promiseOnCall = deed({
  id: 'promise-on-call',
  name: t.actions.promiseOnCall,
  icon: 'clock',
  keys: 'Alt+q',
  when: () => (current() ?? view()?.wrapUp ?? null) !== null,
  perform: async () => {
    const who = (current() ?? view()?.wrapUp)?.customer
    if (who === undefined) return
    await attempt(async () => {
      const known = deskStore.state.customers.get(who.id)
      const matters = known?.kind === 'READY' ? known.head.matters : (await customers.page(who.id)).matters
      openDialog({ kind: 'PROMISE', customer: who.id, name: who.name, matters })
    })
  },
})

/** Also one that does not ring here. */
export function answer(call: Id): void {
  if (phoneStore.state.wanted === null) phoneStore.dispatch({ kind: 'wanted', wanted: { kind: 'ANSWER', call } })
}

export const answerLongest = deed({
  id: 'answer-longest',
  name: t.actions.answerLongest,
  icon: 'phone',
  keys: null,
  when: () => canAnswer(phoneStore.state) && (view()?.waiting.length ?? 0) > 0,
  perform: () => {
    const first = view()?.waiting[0]
    if (first !== undefined) answer(first.id)
  },
})

/** The person whose page is open, or whose row is under the keys, at their best number. */
export const callThem: Action = {
  id: 'call-them',
  name: t.actions.callThem,
  icon: 'phone',
  keys: 'c',
  group: 'PHONE',
  isAllowed: ({ may, customer, row }) => may('TALK') && canCall(phoneStore.state) && (customer !== null || row !== null),
  perform: async ({ customer, row }) => {
    await attempt(async () => {
      const who = customer?.head.customer ?? row?.customer
      if (who === undefined) return
      const points = customer?.head.contactPoints ?? (await customers.page(who.id)).contactPoints
      const best = points.filter((point) => point.kind === 'PHONE').sort(byProof)[0]
      if (best === undefined) showToast(t.phone.noNumberOf(who.name), { tone: 'wrong' })
      else await callAt(who, best, row)
    })
  },
}

const PROOFS: readonly ContactPoint['proof'][] = ['VERIFIED', 'SEEN', 'CLAIMED']
const byProof = (one: ContactPoint, other: ContactPoint) =>
  Number(one.shared) - Number(other.shared) || PROOFS.indexOf(one.proof) - PROOFS.indexOf(other.proof)

/**
 * Calls them there. In their quiet hours only on a second word.
 *
 * @param row what we may owe them: a call-back is kept by the call
 */
export async function callAt(who: { id: Id; name: string }, point: ContactPoint, row: PromiseRow | null): Promise<void> {
  const promise = row !== null && row.kind === 'CALL_BACK' && row.customer.id === who.id ? row.id : null
  const call = (anyway: boolean) => phoneStore.dispatch({ kind: 'wanted', wanted: { kind: 'CALL', customer: who.id, contactPoint: point.id, promise, anyway } })
  const [{ quiet }, { forbidden }] = await Promise.all([wishes.of(who.id, new AbortController().signal), calling.of(who.id)])
  const nevertheless = { label: t.phone.callNevertheless, keys: null, perform: () => call(true) }
  if (forbidden?.law === true) showToast(t.calling.law(who.name, forbidden.why), { tone: 'wrong' })
  else if (isQuiet(quiet, serverNow())) showToast(t.phone.quietNow(who.name), { tone: 'wrong', action: nevertheless })
  else if (forbidden !== null && promise === null) showToast(t.calling.house(who.name, forbidden.why), { tone: 'wrong', action: nevertheless })
  else call(false)
}

/** The telephone on my desk rings no more for somebody whom I wanted to call. */
export const stopPickUp = deed({
  id: 'stop-pick-up',
  name: t.actions.stopPickUp,
  icon: 'cross',
  keys: null,
  when: () => (view()?.pickUp ?? null) !== null,
  perform: async () => {
    await attempt(() => phone.stopPickUp())
  },
})

const hasTelephone = () => view()?.open ?? false

export const telephoneHere = deed({
  id: 'telephone-here',
  name: t.actions.telephoneHere,
  icon: 'phone',
  keys: null,
  when: () => hasTelephone() && phoneStore.state.line === 'ELSEWHERE',
  perform: () => wish('TAKE_TELEPHONE'),
})

export const telephoneOn = deed({
  id: 'telephone-on',
  name: t.actions.telephoneOn,
  icon: 'phone',
  keys: null,
  when: () => hasTelephone() && !settingsStore.state.telephone,
  perform: () => settingsStore.dispatch({ telephone: true }),
})

export const telephoneOff = deed({
  id: 'telephone-off',
  name: t.actions.telephoneOff,
  icon: 'missed',
  keys: null,
  when: () => hasTelephone() && settingsStore.state.telephone && current() === null,
  perform: () => settingsStore.dispatch({ telephone: false }),
})

export const goTelephone = deed({ id: 'go-telephone', name: t.actions.goTelephone, icon: 'phone', keys: null, when: () => true, perform: () => go({ to: '/telephone' }) })

/** Keys of the pad, to whoever is at the other end. */
export async function press(keys: string): Promise<void> {
  const call = connected()
  if (call === null) return
  phoneStore.dispatch({ kind: 'pressed', keys })
  await attempt(() => phone.press(call.id, keys))
}
