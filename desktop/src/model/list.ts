import type { Id, ListFilters, PromiseRow, SavedView } from '@/wire/types'
import { deskStore } from './desk'
import { isOwed } from './lanes'
import { Store, useStore } from './store'

/** The screen Promises: what it shows, what is there of it, and what is selected. */
export interface List {
  filters: ListFilters
  rows: readonly PromiseRow[]
  after: string | null
  /** False until the first page of these filters is here. */
  loaded: boolean
  /** Whether words are being typed: the list waits for a pause, and shows what it had meanwhile. */
  typing: boolean
  wrong: string | null
  selected: ReadonlySet<Id>
  /** Where the last selecting began: Shift selects from there. */
  anchor: Id | null
  /** Grows with all that was said about promises: the list looks again. */
  heard: number
  views: readonly SavedView[]
}

export type ListEvent =
  | { kind: 'filters'; filters: ListFilters }
  | { kind: 'page'; rows: readonly PromiseRow[]; after: string | null; how: 'FIRST' | 'NEXT' }
  | { kind: 'failed'; wrong: string }
  | { kind: 'said'; rows: readonly PromiseRow[] }
  | { kind: 'select'; id: Id; range: boolean }
  | { kind: 'select-all' }
  | { kind: 'select-none' }
  | { kind: 'views'; views: readonly SavedView[] }

export const NO_FILTERS: ListFilters = { view: 'DEADLINE', team: null, owner: null, kind: null, channel: null, words: null }

/** As many as are done with at once. */
export const MOST_SELECTED = 200

export const NO_LIST: List = {
  filters: NO_FILTERS,
  rows: [],
  after: null,
  loaded: false,
  typing: false,
  wrong: null,
  selected: new Set(),
  anchor: null,
  heard: 0,
  views: [],
}

export function reduceList(list: List, events: readonly ListEvent[]): List {
  return events.reduce(reduceOne, list)
}

function reduceOne(list: List, event: ListEvent): List {
  switch (event.kind) {
    case 'filters': {
      const typing = (event.filters.words ?? '') !== (list.filters.words ?? '') && sameFilters({ ...event.filters, words: null }, { ...list.filters, words: null })
      const begun = { ...list, filters: event.filters, after: null, loaded: false, typing, wrong: null, selected: new Set<Id>(), anchor: null }
      return typing ? begun : { ...begun, rows: [] }
    }
    case 'page': {
      const known = new Set(list.rows.map((row) => row.id))
      const rows = event.how === 'FIRST' ? event.rows : [...list.rows, ...event.rows.filter((row) => !known.has(row.id))]
      return withRows({ ...list, after: event.after, loaded: true, wrong: null }, rows)
    }
    case 'failed':
      return { ...list, wrong: event.wrong, loaded: true }
    case 'said': {
      const fresh = new Map(event.rows.map((row) => [row.id, row]))
      const rows = list.rows.map((row) => fresh.get(row.id) ?? row).filter(isOwed)
      return withRows({ ...list, heard: list.heard + 1 }, rows)
    }
    case 'select':
      return select(list, event.id, event.range)
    case 'select-all': {
      const all = list.rows.slice(0, MOST_SELECTED).map((row) => row.id)
      return { ...list, selected: new Set(list.selected.size === all.length ? [] : all) }
    }
    case 'select-none':
      return list.selected.size === 0 ? list : { ...list, selected: new Set(), anchor: null }
    case 'views':
      return { ...list, views: event.views }
  }
}

function withRows(list: List, rows: readonly PromiseRow[]): List {
  const there = new Set(rows.map((row) => row.id))
  const selected = [...list.selected].filter((id) => there.has(id))
  return { ...list, rows, selected: selected.length === list.selected.size ? list.selected : new Set(selected) }
}

function select(list: List, id: Id, range: boolean): List {
  const selected = new Set(list.selected)
  const from = list.rows.findIndex((row) => row.id === list.anchor)
  const to = list.rows.findIndex((row) => row.id === id)
  if (to < 0) return list
  if (range && from >= 0) {
    for (const row of list.rows.slice(Math.min(from, to), Math.max(from, to) + 1)) selected.add(row.id)
    return { ...list, selected: new Set([...selected].slice(0, MOST_SELECTED)) }
  }
  if (!selected.delete(id) && selected.size < MOST_SELECTED) selected.add(id)
  return { ...list, selected, anchor: id }
}

export const listStore = new Store<List, ListEvent>(NO_LIST, reduceList)

export function useList<T>(take: (list: List) => T): T {
  return useStore(listStore, take)
}

let latest = deskStore.state.latest
deskStore.subscribe(() => {
  const { latest: said, session } = deskStore.state
  if (said === latest) return
  latest = said
  if (session === null) listStore.dispatch({ kind: 'filters', filters: NO_FILTERS })
  else listStore.dispatch({ kind: 'said', rows: said })
})

/** The rows that are selected, in the order of the list. */
export function selectedRows(): PromiseRow[] {
  const { rows, selected } = listStore.state
  return selected.size === 0 ? [] : rows.filter((row) => selected.has(row.id))
}

export function sameFilters(a: ListFilters, b: ListFilters): boolean {
  return (['view', 'team', 'owner', 'kind', 'channel', 'words'] as const).every((name) => (a[name] ?? '') === (b[name] ?? ''))
}
