import { ACTIONS, contextNow } from '@/actions'
import { phoneStore, ringingHere } from '@/model/phone'
import { placeStore } from '@/model/place'
import { settingsStore } from '@/model/settings'
import { performToast } from '@/ui/toasts'
import { actionFor, chordOf, isChord, rests, type Where } from './chords'

/** How long a key still counts for what was there before it rang. */
const STARTLED_MILLIS = 500
const WRITTEN = /^(INPUT|TEXTAREA|SELECT)$/

/** Keys to actions. Single keys rest while somebody types, while a dialog is open, or when they are switched off. */
export function listenToKeys(): () => void {
  const rang = sinceItRings()
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const chord = chordOf(event)
    const where = whereOf(event.target, rang.millis() < STARTLED_MILLIS)
    if (!isChord(chord) && chord === 'Escape' && where.typing && !where.dialog) {
      // A search field would empty itself.
      event.preventDefault()
      ;(event.target as HTMLElement).blur()
      return
    }
    if (!where.dialog && !rests(chord, where) && performToast(chord)) return event.preventDefault()
    const on = contextNow()
    const action = actionFor(chord, where, ACTIONS, on)
    if (action === null) return
    event.preventDefault()
    void action.perform(on)
  }
  addEventListener('keydown', onKey)
  return () => {
    rang.stop()
    removeEventListener('keydown', onKey)
  }
}

function whereOf(target: EventTarget | null, startled: boolean): Where {
  return {
    typing: isTyping(target),
    dialog: placeStore.state.dialog !== null,
    control: target instanceof HTMLElement && target.closest('button, a, summary, [role="option"], [role^="menuitem"]') !== null,
    singleKeys: settingsStore.state.singleKeys,
    startled,
  }
}

function sinceItRings(): { millis: () => number; stop: () => void } {
  let call: string | null = null
  let at = -Infinity
  const stop = phoneStore.subscribe(() => {
    const ringing = ringingHere(phoneStore.state)?.id ?? null
    if (ringing !== null && ringing !== call) at = performance.now()
    call = ringing
  })
  return { millis: () => performance.now() - at, stop }
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || WRITTEN.test(target.tagName)
}

/** Whether somebody has begun to write where the cursor is. */
export function isWriting(): boolean {
  const at = document.activeElement
  return isTyping(at) && (!(at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement) || at.value !== '')
}
