import { describe, expect, it } from 'vitest'
import type { Action, Context } from '@/actions'
import { actionFor, chordOf, type Where } from './chords'

const action = (id: string, keys: string, group: Action['group'], also?: string): Action => ({
  id,
  name: id,
  icon: 'phone',
  keys,
  ...(also === undefined ? {} : { also }),
  group,
  isAllowed: () => true,
  perform: () => undefined,
})
const ACTIONS = [
  action('answer', 'Space', 'PHONE', 'Alt+c'),
  action('not-now', 'Escape', 'PHONE'),
  action('silence', 'm', 'PHONE'),
  action('move', 'm', 'PROMISE'),
  action('back', 'Escape', 'MOVE'),
  action('open', 'Enter', 'MOVE'),
  action('send', 'Control+Enter', 'WRITE'),
]
const FREE: Where = { typing: false, dialog: false, control: false, singleKeys: true, startled: false }
const meant = (chord: string, where: Partial<Where> = {}) => actionFor(chord, { ...FREE, ...where }, ACTIONS, {} as Context)?.id ?? null

describe('a key', () => {
  it('answers the telephone: one alone, or a chord', () => {
    expect(meant('Space')).toBe('answer')
    expect(meant('Alt+c')).toBe('answer')
  })
  it('is a letter while one writes, but a chord still answers', () => {
    expect(meant('Space', { typing: true })).toBeNull()
    expect(meant('m', { typing: true })).toBeNull()
    expect(meant('Alt+c', { typing: true })).toBe('answer')
  })
  it('answers over a dialog only as a chord, and does nothing else there', () => {
    expect(meant('Space', { dialog: true })).toBeNull()
    expect(meant('Alt+c', { dialog: true })).toBe('answer')
    expect(meant('Control+Enter', { dialog: true })).toBeNull()
  })
  it('presses the button that has the focus, and does not answer by it', () => {
    expect(meant('Space', { control: true })).toBeNull()
    expect(meant('Enter', { control: true })).toBeNull()
    expect(meant('m', { control: true })).toBe('silence')
  })
  it('means the call while it rings, and what it always means if it was on its way before', () => {
    expect(meant('m')).toBe('silence')
    expect(meant('m', { startled: true })).toBe('move')
    expect(meant('Escape', { startled: true })).toBe('back')
    expect(meant('Space', { startled: true })).toBeNull()
    expect(meant('Alt+c', { startled: true })).toBe('answer')
  })
  it('rests alone where single keys are switched off', () => {
    expect(meant('m', { singleKeys: false })).toBeNull()
    expect(meant('Space', { singleKeys: false })).toBeNull()
    expect(meant('Alt+c', { singleKeys: false })).toBe('answer')
    expect(meant('Escape', { singleKeys: false })).toBe('not-now')
  })
  it('has one name, however it is pressed', () => {
    const pressed = (key: string, held: Partial<Record<'altKey' | 'shiftKey' | 'ctrlKey' | 'metaKey', boolean>> = {}) =>
      chordOf({ key, altKey: false, shiftKey: false, ctrlKey: false, metaKey: false, ...held })
    expect(pressed(' ')).toBe('Space')
    expect(pressed('M', { shiftKey: true })).toBe('m')
    expect(pressed('C', { altKey: true })).toBe('Alt+c')
    expect(pressed('ArrowDown', { shiftKey: true })).toBe('Shift+ArrowDown')
    expect(pressed('k', { metaKey: true })).toBe('Control+k')
  })
})
