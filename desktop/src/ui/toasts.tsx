import { useEffect, useState, useSyncExternalStore } from 'react'
import { Button } from './Button'

export interface Toast {
  id: number
  text: string
  tone: 'done' | 'wrong'
  /** Milliseconds it stays. */
  lasts: number
  action: { label: string; keys: string | null; perform: () => void } | null
}

const USUAL_MILLIS = 5_000
const MOST = 4

let toasts: readonly Toast[] = []
let last = 0
const listeners = new Set<() => void>()

function set(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

export function showToast(text: string, rest: Partial<Omit<Toast, 'id' | 'text'>> = {}): number {
  const toast: Toast = { id: ++last, text, tone: 'done', lasts: rest.tone === 'wrong' ? 10_000 : USUAL_MILLIS, action: null, ...rest }
  set([...toasts, toast].slice(-MOST))
  return toast.id
}

export function hideToast(id: number): void {
  set(toasts.filter((toast) => toast.id !== id))
}

/** Performs the action of the newest toast that has one ("Undo"), by its key. */
export function performToast(keys: string): boolean {
  const toast = toasts.findLast((other) => other.action?.keys === keys)
  if (toast?.action == null) return false
  hideToast(toast.id)
  toast.action.perform()
  return true
}

export function Toasts({ closeLabel }: { closeLabel: string }) {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => toasts,
  )
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map((toast) => (
        <ToastCard key={toast.id} toast={toast} closeLabel={closeLabel} />
      ))}
    </div>
  )
}

function ToastCard({ toast, closeLabel }: { toast: Toast; closeLabel: string }) {
  const [left, setLeft] = useState(Math.ceil(toast.lasts / 1000))
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    const timer = setInterval(() => setLeft((seconds) => seconds - 1), 1000)
    return () => clearInterval(timer)
  }, [held])
  useEffect(() => {
    if (left <= 0) hideToast(toast.id)
  }, [left, toast.id])
  const { action } = toast
  // A countdown that belongs to the server (undo) can't be held by a pointer; a sentence can be read as long as one likes.
  const hold = action === null ? { onPointerEnter: () => setHeld(true), onPointerLeave: () => setHeld(false) } : {}
  return (
    <div className={`toast ${toast.tone}`} {...hold}>
      <p>{toast.text}</p>
      {action && (
        <Button
          keys={action.keys}
          onClick={() => {
            hideToast(toast.id)
            action.perform()
          }}
        >
          {action.label} <span className="quiet" aria-hidden="true">{left} s</span>
        </Button>
      )}
      <Button look="bare" icon="cross" aria-label={closeLabel} onClick={() => hideToast(toast.id)} />
    </div>
  )
}
