import { ACTIONS, contextNow } from '@/actions'
import { placeStore } from '@/model/place'
import { settingsStore } from '@/model/settings'
import { performToast } from '@/ui/toasts'

/** Keys to actions. Single keys rest while somebody types, while a dialog is open, or when they are switched off. */
export function listenToKeys(): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const chord = chordOf(event)
    const typing = isTyping(event.target)
    const isChord = /^(Control|Alt)\+/.test(chord)
    if (!isChord && chord === 'Escape' && typing && placeStore.state.dialog === null) {
      // A search field would empty itself.
      event.preventDefault()
      ;(event.target as HTMLElement).blur()
      return
    }
    if (placeStore.state.dialog !== null) return
    if (!isChord && (typing || (chord.length === 1 && !settingsStore.state.singleKeys))) return
    if (chord === 'Enter' && event.target instanceof HTMLElement && event.target.closest('button, a')) return
    if (performToast(chord)) return event.preventDefault()
    const on = contextNow()
    const action = ACTIONS.find((other) => other.keys === chord && other.isAllowed(on))
    if (action === undefined) return
    event.preventDefault()
    void action.perform(on)
  }
  addEventListener('keydown', onKey)
  return () => removeEventListener('keydown', onKey)
}

function chordOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  if (event.altKey) return `Alt+${key}`
  if (event.shiftKey && key.length > 1) return `Shift+${key}`
  return event.ctrlKey || event.metaKey ? `Control+${key}` : key
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}
