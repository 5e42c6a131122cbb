import { useCallback, useRef, useSyncExternalStore } from 'react'

/**
 * A state, a pure reducer, and who listens. `dispatch` is at once, for what a hand did; `enqueue` gathers what the
 * stream says until the next frame, so that fifty events a second cost one rendering a frame at most.
 */
export class Store<S, E> {
  private listeners = new Set<() => void>()
  private queue: E[] = []
  private scheduled = false

  constructor(
    private current: S,
    private readonly reduce: (state: S, events: readonly E[]) => S,
  ) {}

  get state(): S {
    return this.current
  }

  readonly dispatch = (event: E): void => {
    this.apply([event])
  }

  readonly enqueue = (event: E): void => {
    this.queue.push(event)
    if (this.scheduled) return
    this.scheduled = true
    nextFrame(this.flush)
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private readonly flush = (): void => {
    this.scheduled = false
    const events = this.queue
    this.queue = []
    this.apply(events)
  }

  private apply(events: readonly E[]): void {
    // What waits in the queue happened before what is applied now.
    const waiting = this.queue
    this.queue = []
    const next = this.reduce(this.current, waiting.length === 0 ? events : [...waiting, ...events])
    if (next === this.current) return
    this.current = next
    for (const listener of this.listeners) listener()
  }
}

/** A hidden page gets no frames; the work must go on, or it would wait for a glance. */
function nextFrame(work: () => void): void {
  if (typeof requestAnimationFrame === 'function' && !document.hidden) requestAnimationFrame(work)
  else setTimeout(work, 0)
}

/** Renders again only when the selected part changed; `same` may compare what a selector builds anew. */
export function useStore<S, E, T>(
  store: Store<S, E>,
  select: (state: S) => T,
  same: (a: T, b: T) => boolean = Object.is,
): T {
  const last = useRef<{ state: S; select: unknown; value: T } | null>(null)
  const read = useCallback(() => {
    const state = store.state
    const before = last.current
    if (before !== null && before.state === state && before.select === select) return before.value
    const value = select(state)
    const kept = before !== null && same(before.value, value) ? before.value : value
    last.current = { state, select, value: kept }
    return kept
  }, [store, select, same])
  return useSyncExternalStore(store.subscribe, read)
}
