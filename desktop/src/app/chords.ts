import type { Action, Context } from '@/actions'

/** Which key is meant for what. Pure: what is pressed, and what is open where it is pressed. */
export interface Pressed {
  key: string
  altKey: boolean
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
}

export interface Where {
  /** Somebody writes: single keys are letters. */
  typing: boolean
  dialog: boolean
  /** A button or a link has the focus: Enter and Space are for it. */
  control: boolean
  /** Whether single keys are wanted at all. */
  singleKeys: boolean
  /** It rings since less than a moment: a key that was on its way already was meant for something else. */
  startled: boolean
}

export function chordOf(event: Pressed): string {
  const key = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toLowerCase() : event.key
  if (event.altKey) return `Alt+${key}`
  if (event.shiftKey && key.length > 1) return `Shift+${key}`
  return event.ctrlKey || event.metaKey ? `Control+${key}` : key
}

export function isChord(chord: string): boolean {
  return /^(Control|Alt)\+/.test(chord)
}

/** Whether it is a key alone that means something here. */
export function rests(chord: string, where: Where): boolean {
  if (isChord(chord)) return false
  if (where.typing || where.dialog) return true
  if ((chord.length === 1 || chord === 'Space') && !where.singleKeys) return true
  return (chord === 'Enter' || chord === 'Space') && where.control
}

/** The first of the actions that the key is for, or null. Chords of the telephone work over a dialog as well. */
export function actionFor(chord: string, where: Where, actions: readonly Action[], on: Context): Action | null {
  if (rests(chord, where)) return null
  const meant = (action: Action) => {
    if (action.keys !== chord && action.also !== chord) return false
    if (action.group !== 'PHONE') return !where.dialog
    return isChord(chord) || !where.startled
  }
  return actions.find((action) => meant(action) && action.isAllowed(on)) ?? null
}
