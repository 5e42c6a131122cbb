import type { Call, Id, PhoneView } from '@/wire/types'
import type { Screen } from './place'
import { Store, useStore } from './store'

/** The telephone as the server has it, and what of it lives in this window alone: its line, its microphone, its keys. */
export interface Phone {
  /** Null until it was heard of. */
  view: PhoneView | null
  /** How often the stream told of it: an answer that was asked for before the last telling is old. */
  told: number
  line: Line
  microphone: Microphone
  muted: boolean
  /** Somebody speaks and can't be heard. */
  reminded: boolean
  /** What is on its way: the microphone opens, the line comes up, the server connects. */
  wanted: Wanted | null
  /** The call that rings without a sound. */
  silenced: Id | null
  keypad: boolean
  /** What was pressed on the keypad in this call. */
  pressed: string
  /** The browser keeps quiet until somebody touches the page. */
  quiet: boolean
  /** The call that was talked in last: what is written down after it belongs to its matter. */
  last: Call | null
}

/**
 * OFF: switched off in this browser, or not asked for yet. UNABLE: this browser can't. ELSEWHERE: another window, or
 * another machine, has it. OPENING: on its way, or on its way again.
 */
export type Line = 'OFF' | 'UNABLE' | 'ELSEWHERE' | 'OPENING' | 'UP'

/** A call that is answered, or a number of a customer that is called; for a promise, or for nothing that we owe; in their quiet hours too, or not. */
export type Wanted = { kind: 'ANSWER'; call: Id } | { kind: 'CALL'; customer: Id; contactPoint: Id; promise: Id | null; anyway: boolean }

/** REFUSED: the browser was told not to. MISSING: there is none, or another program holds it. */
export type Microphone = 'CLOSED' | 'OPENING' | 'OPEN' | 'REFUSED' | 'MISSING'

export type PhoneEvent =
  | { kind: 'told'; view: PhoneView }
  /** @property asked what `told` was when it was asked for */
  | { kind: 'answer'; view: PhoneView; asked: number }
  | { kind: 'line'; line: Line }
  | { kind: 'microphone'; microphone: Microphone }
  | { kind: 'muted'; muted: boolean }
  | { kind: 'reminded'; reminded: boolean }
  | { kind: 'wanted'; wanted: Wanted | null }
  | { kind: 'silenced'; call: Id }
  | { kind: 'keypad'; open: boolean }
  | { kind: 'pressed'; keys: string }
  | { kind: 'quiet'; quiet: boolean }
  | { kind: 'gone' }

export const NO_PHONE: Phone = {
  view: null,
  told: 0,
  line: 'OFF',
  microphone: 'CLOSED',
  muted: false,
  reminded: false,
  wanted: null,
  silenced: null,
  keypad: false,
  pressed: '',
  quiet: false,
  last: null,
}

const PRESSED_KEPT = 24

export function reducePhone(phone: Phone, events: readonly PhoneEvent[]): Phone {
  return events.reduce<Phone>((before, event) => {
    switch (event.kind) {
      case 'told':
        return seen({ ...before, told: before.told + 1 }, event.view)
      case 'answer':
        return before.told === event.asked ? seen(before, event.view) : before
      case 'line':
        return before.line === event.line ? before : { ...before, line: event.line }
      case 'microphone':
        return before.microphone === event.microphone ? before : { ...before, microphone: event.microphone }
      case 'muted':
        return { ...before, muted: event.muted, reminded: false }
      case 'reminded':
        return before.reminded === event.reminded ? before : { ...before, reminded: event.reminded }
      case 'wanted':
        return { ...before, wanted: event.wanted }
      case 'silenced':
        return { ...before, silenced: event.call }
      case 'keypad':
        return { ...before, keypad: event.open }
      case 'pressed':
        return { ...before, pressed: (before.pressed + event.keys).slice(-PRESSED_KEPT) }
      case 'quiet':
        return before.quiet === event.quiet ? before : { ...before, quiet: event.quiet }
      case 'gone':
        return NO_PHONE
    }
  }, phone)
}

function seen(before: Phone, view: PhoneView): Phone {
  const ringing = ringingOf(view)
  const current = currentOf(view)
  // Another call begins as calls begin: heard, and with nothing pressed.
  const same = current !== null && current.id === currentOf(before.view)?.id
  return {
    ...before,
    view,
    wanted: before.wanted?.kind === 'ANSWER' && !isUnanswered(view, before.wanted.call) ? null : before.wanted,
    silenced: ringing !== null && before.silenced === ringing.id ? before.silenced : null,
    muted: same && before.muted,
    reminded: same && before.reminded,
    keypad: same && before.keypad,
    pressed: same ? before.pressed : '',
    last: current ?? before.last,
  }
}

/** The call that rings at me, or null. */
export function ringingOf(view: PhoneView | null): Call | null {
  return view?.calls.find((call) => call.state === 'RINGING') ?? null
}

/** The same, where one of my telephones rings: this window's, or the one on my desk. */
export function ringingHere(phone: Phone): Call | null {
  return isOff(phone) && !atDesk(phone) ? null : ringingOf(phone.view)
}

function isOff(phone: Phone): boolean {
  return phone.line === 'OFF' || phone.line === 'UNABLE'
}

function atDesk(phone: Phone): boolean {
  return phone.view?.desk ?? false
}

/** Whether a call can be answered in this browser. Otherwise the telephone on the desk is picked up. */
export function answersHere(phone: Phone): boolean {
  return !isOff(phone)
}

/** Whether whom I call from here is called from the telephone on my desk, which rings first. */
export function callsFromDesk(phone: Phone): boolean {
  return atDesk(phone) && ((phone.view?.deskFirst ?? false) || isOff(phone))
}

function isUnanswered(view: PhoneView, call: Id): boolean {
  return ringingOf(view)?.id === call || view.waiting.some((caller) => caller.id === call)
}

/** Whether this very call is being answered. */
export function isAnswering(phone: Phone, call: Id): boolean {
  return phone.wanted?.kind === 'ANSWER' && phone.wanted.call === call
}

/** The call I am in: the one I talk in before one that I dial before one on hold. */
export function currentOf(view: PhoneView | null): Call | null {
  const of = (state: Call['state']) => view?.calls.find((call) => call.state === state)
  return of('TALKING') ?? of('DIALLING') ?? of('PASSING') ?? of('HELD') ?? null
}

/** Whether this house has telephones. */
export function isOpen(phone: Phone): boolean {
  return phone.view?.open ?? false
}

/** Whether a call can begin from here: there is a line or a telephone on the desk, and nobody is on it. */
export function canCall(phone: Phone): boolean {
  return canSpeak(phone) && (phone.view?.listening ?? null) === null && phone.wanted === null && currentOf(phone.view) === null && ringingOf(phone.view) === null
}

/** Whether a call of others can be heard here: one hears one call at a time. */
export function canListen(phone: Phone): boolean {
  return answersHere(phone) && phone.wanted === null && currentOf(phone.view) === null
}

/** Whether one who waits can be answered from here. */
export function canAnswer(phone: Phone): boolean {
  return answersHere(phone) && canCall(phone)
}

function canSpeak(phone: Phone): boolean {
  return phone.line === 'UP' || phone.line === 'OPENING' || (atDesk(phone) && phone.view?.pickUp === null)
}

/** What the microphone has to be open for: a call, whispering into one, one that is on its way, and, where it opens unasked, one that rings. */
export function needsMicrophone(phone: Phone, granted: boolean): boolean {
  if (phone.line === 'OFF' || phone.line === 'UNABLE' || phone.line === 'ELSEWHERE') return false
  const speaksHere = currentOf(phone.view)?.desk === false || whispers(phone)
  const soon = phone.wanted !== null && !(phone.wanted.kind === 'CALL' && callsFromDesk(phone))
  return speaksHere || soon || (granted && ringingOf(phone.view) !== null)
}

/** Whether I am heard in a call of others by those of us who are in it. */
function whispers(phone: Phone): boolean {
  return phone.view?.listening?.how === 'WHISPERS'
}

/** Whether what I say is sent. */
export function isHeard(phone: Phone): boolean {
  if (whispers(phone)) return true
  const call = currentOf(phone.view)
  return call !== null && !call.desk && call.state !== 'HELD' && call.state !== 'PASSING' && !phone.muted
}

/** Whether it makes a sound here. */
export function rings(phone: Phone): boolean {
  const call = ringingOf(phone.view)
  const here = phone.line === 'UP' || phone.line === 'OPENING'
  return here && call !== null && call.id !== phone.silenced && !isAnswering(phone, call.id) && currentOf(phone.view) === null
}

/** On these screens something half done may stand that another page would throw away. */
const KEPT_SCREENS: readonly Screen[] = ['ADMIN', 'KNOWLEDGE', 'SIGN_IN', 'TELEPHONE']

/** Whether the page of whoever calls opens by itself. Never under the hands of somebody who writes. */
export function opensByItself(at: { screen: Screen; typing: boolean; dialog: boolean }): boolean {
  return !at.typing && !at.dialog && !KEPT_SCREENS.includes(at.screen)
}

const two = (number: number) => String(number).padStart(2, '0')

/** How long a call lasts: "0:07", "12:31", "1:02:09". */
export function lasted(millis: number): string {
  const seconds = Math.max(0, Math.floor(millis / 1000))
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

export const phoneStore = new Store<Phone, PhoneEvent>(NO_PHONE, reducePhone)

export function usePhone<T>(select: (phone: Phone) => T): T {
  return useStore(phoneStore, select)
}
