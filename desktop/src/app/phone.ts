import { mayNow } from '@/actions'
import { deskStore } from '@/model/desk'
import { callsFromDesk, currentOf, isOpen, opensByItself, phoneStore, ringingHere, type Wanted } from '@/model/phone'
import { go, onWish, placeStore } from '@/model/place'
import { followOtherWindows, settingsStore } from '@/model/settings'
import { t } from '@/text'
import { showToast } from '@/ui/toasts'
import { Alone } from '@/wire/alone'
import { sentenceOf } from '@/wire/http'
import { canHear } from '@/wire/microphone'
import { phone } from '@/wire/phone'
import type { Call, Id } from '@/wire/types'
import { isWriting } from './keys'
import { KeptLine } from './phoneLine'
import { PhoneSound } from './phoneSound'

/** The telephone of this window: who of several windows has it, its line, its sounds, and the page of whoever calls. */
const LOCK = 'rapport.telephone'
const LINE_MILLIS = 6_000

const line = new KeptLine((stream) => sound?.hear(stream))
const alone = new Alone(LOCK, (has) => {
  if (has) line.keep()
  else {
    // Another window has it: the server's line is theirs, and goes on.
    line.leave('QUIETLY')
    phoneStore.dispatch({ kind: 'line', line: 'ELSEWHERE' })
  }
})
let sound: PhoneSound | null = null
let on = false
let begun = false
let load: (customer: Id) => void = () => undefined
let connecting: Wanted | null = null
let toldMuted = false
let rang: { call: Id; opened: string | null } | null = null

/**
 * Begins with somebody's signing in. What happens from then on follows the stores.
 *
 * @param loadCustomer takes what is known of somebody
 */
export function beginPhone(loadCustomer: (customer: Id) => void): void {
  load = loadCustomer
  if (begun) return settle()
  begun = true
  if (!canHear()) return phoneStore.dispatch({ kind: 'line', line: 'UNABLE' })
  sound = new PhoneSound((track) => line.send(track))
  followOtherWindows()
  phoneStore.subscribe(settle)
  settingsStore.subscribe(settle)
  addEventListener('pagehide', leaving)
  onWish('TAKE_TELEPHONE', takeOver)
  settle()
}

function settle(): void {
  const wanted = settingsStore.state.telephone && isOpen(phoneStore.state) && mayNow('TALK')
  if (wanted !== on) {
    on = wanted
    if (wanted) alone.want()
    else {
      if (alone.has) line.leave(deskStore.state.session === null ? 'QUIETLY' : 'ALOUD')
      alone.leave()
      phoneStore.dispatch({ kind: 'line', line: 'OFF' })
    }
  }
  sound?.settle()
  tellMuted()
  if (alone.has && phoneStore.state.view !== null) void line.speak(phoneStore.state.view.speaks)
  follow()
  const { wanted: call } = phoneStore.state
  if (call === null || connecting !== null) return
  connecting = call
  void connect(call)
}

/** Who is muted is silent on purpose: the server must not take it for a fault. */
function tellMuted(): void {
  const { muted } = phoneStore.state
  if (muted === toldMuted || !alone.has) return
  toldMuted = muted
  void phone.muted(muted).catch(() => undefined)
}

/** A window that closes tells so, so that nobody rings at it. A call waits for the page that is loaded anew. */
function leaving(): void {
  if (alone.has && currentOf(phoneStore.state.view) === null && ringingHere(phoneStore.state) === null) line.leave('PAGE_CLOSES')
}

/** Their page opens while it rings, and what was open before comes back when it rang in vain. */
function follow(): void {
  const call = ringingHere(phoneStore.state)
  if (call?.id === rang?.call) return
  const before = rang
  rang = null
  if (before?.opened === location.pathname && !phoneStore.state.view?.calls.some((one) => one.id === before.call) && !isWriting()) history.back()
  if (call !== null) began(call)
}

function began(call: Call): void {
  const path = `/people/${call.customer.id}`
  const { screen, dialog } = placeStore.state
  const opens = location.pathname !== path && opensByItself({ screen, typing: isWriting(), dialog: dialog !== null })
  rang = { call: call.id, opened: opens ? path : null }
  if (opens) go({ to: '/people/$customer', params: { customer: call.customer.id } })
  // What we know of them stands on the card, also where their page does not open.
  else load(call.customer.id)
  notify(call)
}

function notify(call: Call): void {
  const wanted = settingsStore.state.notifications && 'Notification' in window && Notification.permission === 'granted'
  if (!wanted || (!document.hidden && document.hasFocus())) return
  const shown = new Notification(t.phone.rings(call.customer.name), { body: t.phone.numberOf(call.number), tag: `call-${call.id}`, requireInteraction: true })
  shown.onclick = () => {
    window.focus()
    go({ to: '/people/$customer', params: { customer: call.customer.id } })
  }
  const stop = phoneStore.subscribe(() => {
    if (ringingHere(phoneStore.state)?.id === call.id) return
    stop()
    shown.close()
  })
}

/** First the microphone and the line: nobody is connected to somebody who can't hear them. */
async function connect(wanted: Wanted): Promise<void> {
  const asked = phoneStore.state.told
  const fromDesk = wanted.kind === 'CALL' && callsFromDesk(phoneStore.state)
  if (phoneStore.state.line === 'ELSEWHERE' && !fromDesk) takeOver()
  try {
    const why = fromDesk ? null : await speechless()
    if (why !== null) return refuse(why)
    const view = await (wanted.kind === 'ANSWER' ? phone.answer(wanted.call) : phone.call(wanted.customer, wanted.contactPoint, wanted.promise, wanted.anyway))
    phoneStore.dispatch({ kind: 'answer', view, asked })
  } catch (error) {
    refuse(sentenceOf(error))
  } finally {
    connecting = null
    if (phoneStore.state.wanted === wanted) phoneStore.dispatch({ kind: 'wanted', wanted: null })
  }
}

/** Opens the microphone and the line. @returns what keeps me from being heard */
async function speechless(): Promise<string | null> {
  const [opened, up] = await Promise.all([sound?.open() ?? false, lineUp()])
  if (!opened) return t.phone.noMicrophone[phoneStore.state.microphone === 'REFUSED' ? 'REFUSED' : 'MISSING']
  return up ? null : t.phone.noLine
}

function takeOver(): void {
  if (alone.has) line.keep()
  else alone.take()
}

function refuse(sentence: string): void {
  showToast(sentence, { tone: 'wrong' })
}

function lineUp(): Promise<boolean> {
  if (phoneStore.state.line === 'UP') return Promise.resolve(true)
  return new Promise((done) => {
    const timer = setTimeout(() => finish(false), LINE_MILLIS)
    const stop = phoneStore.subscribe(() => phoneStore.state.line === 'UP' && finish(true))
    const finish = (up: boolean) => {
      clearTimeout(timer)
      stop()
      done(up)
    }
  })
}
