import { useCallback, useEffect } from 'react'
import { Store, useStore } from './store'

/** The row under the keys. Each list screen says in which order its rows stand; j and k walk it. */
export interface Cursor {
  order: readonly string[]
  current: string | null
  /** Where it stood, so that when a row goes away the next one takes its place. */
  at: number
  /** True once keys moved it: then the row is scrolled to. */
  byKeys: boolean
}

export type CursorEvent = { kind: 'order'; order: readonly string[] } | { kind: 'set'; current: string | null } | { kind: 'step'; by: number }

export const START: Cursor = { order: [], current: null, at: 0, byKeys: false }

export function reduceCursor(cursor: Cursor, events: readonly CursorEvent[]): Cursor {
  return events.reduce(reduceOne, cursor)
}

function reduceOne(cursor: Cursor, event: CursorEvent): Cursor {
  switch (event.kind) {
    case 'order': {
      const { order } = event
      const found = cursor.current === null ? -1 : order.indexOf(cursor.current)
      if (found >= 0) return { ...cursor, order, at: found, byKeys: false }
      // The next of those below that are still here; where none is, the list is another one, and begins at its top.
      const left = new Set(order)
      const next = cursor.order.slice(cursor.at).find((id) => left.has(id))
      const at = next === undefined ? 0 : order.indexOf(next)
      return { order, current: cursor.current === null ? null : (order[at] ?? null), at, byKeys: false }
    }
    case 'set': {
      const at = event.current === null ? 0 : cursor.order.indexOf(event.current)
      return { ...cursor, current: event.current, at: Math.max(0, at), byKeys: false }
    }
    case 'step': {
      const from = cursor.current === null ? (event.by > 0 ? -1 : cursor.order.length) : cursor.at
      const at = Math.max(0, Math.min(from + event.by, cursor.order.length - 1))
      return { ...cursor, current: cursor.order[at] ?? null, at, byKeys: true }
    }
  }
}

export const cursorStore = new Store<Cursor, CursorEvent>(START, reduceCursor)

export function useIsCurrent(id: string): boolean {
  return useStore(
    cursorStore,
    useCallback((cursor: Cursor) => cursor.current === id, [id]),
  )
}

/** Says the order of the rows; the first row is under the keys when `start` says so. */
export function useCursorOrder(order: readonly string[], start: 'FIRST' | 'NONE' = 'FIRST'): void {
  const line = order.join(' ')
  useEffect(() => {
    const ids = line === '' ? [] : line.split(' ')
    cursorStore.dispatch({ kind: 'order', order: ids })
    if (start === 'FIRST' && cursorStore.state.current === null && ids[0] !== undefined)
      cursorStore.dispatch({ kind: 'set', current: ids[0] })
  }, [line, start])
  useEffect(() => () => cursorStore.dispatch({ kind: 'set', current: null }), [])
}
