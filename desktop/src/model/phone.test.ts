import { describe, expect, it } from 'vitest'
import type { Call, PhoneView } from '@/wire/types'
import { answersHere, callsFromDesk, canAnswer, canCall, currentOf, isHeard, lasted, needsMicrophone, NO_PHONE, opensByItself, reducePhone, rings, ringingHere, ringingOf, type Phone, type PhoneEvent } from './phone'

const hassan: Call = {
  id: '9',
  direction: 'IN',
  state: 'RINGING',
  customer: { id: '5', name: 'Hassan Qureshi' },
  number: '+447700900862',
  door: '+441914960000',
  page: null,
  why: 'KNOWN',
  since: '2026-11-24T10:42:00Z',
  answeredAt: null,
  promise: '70',
  matter: '30',
  desk: false,
  colleagues: [],
  asked: null,
  sound: null,
  listeners: [],
}
const talking: Call = { ...hassan, state: 'TALKING', answeredAt: '2026-11-24T10:42:10Z' }
const view = (...calls: Call[]): PhoneView => ({ open: true, line: true, speaks: 'PCMU', desk: false, deskFirst: false, pickUp: null, calls, waiting: [], waits: 0, wrapUp: null, listening: null })
const after = (...events: PhoneEvent[]): Phone => reducePhone(NO_PHONE, [{ kind: 'line', line: 'UP' }, ...events])
const told = (...calls: Call[]): PhoneEvent => ({ kind: 'told', view: view(...calls) })

describe('what the telephone shows', () => {
  it('is heard while one whispers, not while one only listens, and calls nobody meanwhile', () => {
    const hears = (how: 'LISTENS' | 'WHISPERS') =>
      after({ kind: 'told', view: { ...view(), listening: { call: '9', customer: { id: '5', name: 'Hassan Qureshi' }, agents: ['2'], how, since: '2026-11-24T10:42:10Z', held: false } } })
    expect(isHeard(hears('LISTENS'))).toBe(false)
    expect(needsMicrophone(hears('LISTENS'), false)).toBe(false)
    expect(isHeard(hears('WHISPERS'))).toBe(true)
    expect(needsMicrophone(hears('WHISPERS'), false)).toBe(true)
    expect(canCall(hears('LISTENS'))).toBe(false)
  })
  it('does not go back to what was asked for before the stream told more', () => {
    const phone = after(told(hassan), { kind: 'answer', view: view(), asked: 0 })
    expect(ringingOf(phone.view)?.id).toBe('9')
  })
  it('takes an answer when nothing was told meanwhile', () => {
    expect(currentOf(after(told(hassan), { kind: 'answer', view: view(talking), asked: 1 }).view)?.state).toBe('TALKING')
  })
  it('shows the call that one talks in before the one on hold', () => {
    const held: Call = { ...talking, id: '8', state: 'HELD' }
    expect(currentOf(view(held, talking))?.id).toBe('9')
    expect(currentOf(view(held))?.id).toBe('8')
    expect(currentOf(view(hassan))).toBeNull()
  })
  it('forgets with the call that one was muted in it, and what was pressed', () => {
    const before = after(told(talking), { kind: 'muted', muted: true }, { kind: 'keypad', open: true }, { kind: 'pressed', keys: '1' }, { kind: 'pressed', keys: '#' })
    expect(before).toMatchObject({ muted: true, pressed: '1#' })
    const held = reducePhone(before, [told({ ...talking, state: 'HELD' })])
    expect(held).toMatchObject({ muted: true, keypad: true, pressed: '1#' })
    expect(reducePhone(held, [told({ ...talking, id: '10' })])).toMatchObject({ muted: false, keypad: false, pressed: '' })
  })
  it('remembers the last call for what is written down after it', () => {
    expect(after(told(talking), told()).last?.matter).toBe('30')
  })
})

describe('a ring', () => {
  it('sounds where the line is, until it is silenced, answered or gone', () => {
    expect(rings(after(told(hassan)))).toBe(true)
    expect(rings(after(told(hassan), { kind: 'line', line: 'ELSEWHERE' }))).toBe(false)
    expect(rings(after(told(hassan), { kind: 'silenced', call: '9' }))).toBe(false)
    expect(rings(after(told(hassan), { kind: 'wanted', wanted: { kind: 'ANSWER', call: '9' } }))).toBe(false)
    expect(rings(after(told(hassan), told()))).toBe(false)
  })
  it('is nothing where the telephone is switched off', () => {
    expect(ringingHere(after(told(hassan)))?.id).toBe('9')
    expect(ringingHere(after(told(hassan), { kind: 'line', line: 'ELSEWHERE' }))?.id).toBe('9')
    expect(ringingHere(after(told(hassan), { kind: 'line', line: 'OFF' }))).toBeNull()
  })
  it('is not silenced by what silenced the one before', () => {
    expect(rings(after(told(hassan), { kind: 'silenced', call: '9' }, told(), told({ ...hassan, id: '10' })))).toBe(true)
  })
  it('does not sound into the ear of somebody who talks', () => {
    expect(rings(after(told(talking, { ...hassan, id: '10' })))).toBe(false)
  })
  it('opens the page of whoever rings, but never under the hands of somebody who writes', () => {
    const at = { screen: 'TODAY', typing: false, dialog: false } as const
    expect(opensByItself(at)).toBe(true)
    expect(opensByItself({ ...at, typing: true })).toBe(false)
    expect(opensByItself({ ...at, dialog: true })).toBe(false)
    expect(opensByItself({ ...at, screen: 'ADMIN' })).toBe(false)
  })
})

describe('the microphone', () => {
  it('is open for a call, and closed without one', () => {
    expect(needsMicrophone(after(told()), true)).toBe(false)
    expect(needsMicrophone(after(told(talking)), false)).toBe(true)
    expect(needsMicrophone(after(told({ ...talking, state: 'HELD' })), false)).toBe(true)
    expect(needsMicrophone(after(told(talking), told()), true)).toBe(false)
  })
  it('opens while it rings where nobody has to be asked, else with the answer', () => {
    expect(needsMicrophone(after(told(hassan)), true)).toBe(true)
    expect(needsMicrophone(after(told(hassan)), false)).toBe(false)
    expect(needsMicrophone(after(told(hassan), { kind: 'wanted', wanted: { kind: 'ANSWER', call: '9' } }), false)).toBe(true)
  })
  it('stays closed in a window that does not have the telephone', () => {
    expect(needsMicrophone(after(told(talking), { kind: 'line', line: 'ELSEWHERE' }), true)).toBe(false)
  })
  it('stays closed while one speaks at the telephone on the desk, or is about to', () => {
    expect(needsMicrophone(after(told({ ...talking, desk: true })), true)).toBe(false)
    expect(isHeard(after(told({ ...talking, desk: true })))).toBe(false)
    const call: PhoneEvent = { kind: 'wanted', wanted: { kind: 'CALL', customer: '5', contactPoint: '6', promise: null, anyway: false } }
    expect(needsMicrophone(after(told(), call), false)).toBe(true)
    expect(needsMicrophone(after({ kind: 'told', view: { ...view(), desk: true, deskFirst: true } }, call), false)).toBe(false)
  })
  it('sends nothing while it rings, while one is muted and while they are on hold', () => {
    expect(isHeard(after(told(hassan)))).toBe(false)
    expect(isHeard(after(told(talking)))).toBe(true)
    expect(isHeard(after(told(talking), { kind: 'muted', muted: true }))).toBe(false)
    expect(isHeard(after(told({ ...talking, state: 'HELD' })))).toBe(false)
  })
})

describe('the telephone on the desk', () => {
  const atDesk = (line: Phone['line'], more: Partial<PhoneView> = {}): Phone => after({ kind: 'told', view: { ...view(), desk: true, ...more } }, { kind: 'line', line })
  it('calls where this window has no line, or where it is liked better', () => {
    expect(callsFromDesk(atDesk('UP'))).toBe(false)
    expect(callsFromDesk(atDesk('UP', { deskFirst: true }))).toBe(true)
    expect(callsFromDesk(atDesk('OFF'))).toBe(true)
    expect(canCall(atDesk('UNABLE'))).toBe(true)
    expect(canCall(atDesk('OFF', { pickUp: hassan.customer }))).toBe(false)
  })
  it('shows who rings though it can only be answered there', () => {
    const ringing = atDesk('OFF', { calls: [hassan] })
    expect(ringingHere(ringing)?.id).toBe('9')
    expect(answersHere(ringing)).toBe(false)
    expect(rings(ringing)).toBe(false)
    expect(canAnswer(atDesk('OFF'))).toBe(false)
  })
})

it('says how long a call lasts as clocks do, also after four hours', () => {
  expect([0, 7_999, 751_000, 3_729_000, 14_400_000, -50].map(lasted)).toEqual(['0:00', '0:07', '12:31', '1:02:09', '4:00:00', '0:00'])
})
