import { cursorStore } from '@/model/cursor'
import { listStore, NO_FILTERS } from '@/model/list'
import { go, openDialog, wish } from '@/model/place'
import { t } from '@/text'
import { showToast } from '@/ui/toasts'
import { savedViews } from '@/wire/lists'
import type { ListFilters, SavedView } from '@/wire/types'
import { attempt, type Action, type Context } from './action'

const here = ({ place }: Context) => place.screen === 'PROMISES'

export const selectRow: Action = {
  id: 'select',
  get name() {
    return t.actions.select
  },
  icon: 'check',
  keys: 'x',
  group: 'LIST',
  isAllowed: (on) => here(on) && on.row !== null,
  perform: ({ row }) => {
    if (row !== null) listStore.dispatch({ kind: 'select', id: row.id, range: false })
  },
}

export const selectTo: Action = {
  id: 'select-to',
  get name() {
    return t.actions.selectTo
  },
  icon: 'check',
  keys: 'Shift+ArrowDown',
  group: 'LIST',
  isAllowed: (on) => here(on) && on.row !== null,
  perform: ({ row }) => {
    if (row === null) return
    if (listStore.state.selected.size === 0) listStore.dispatch({ kind: 'select', id: row.id, range: false })
    cursorStore.dispatch({ kind: 'step', by: 1 })
    const { current } = cursorStore.state
    if (current !== null && current !== row.id) listStore.dispatch({ kind: 'select', id: current, range: true })
  },
}

export const selectAll: Action = {
  id: 'select-all',
  get name() {
    return t.actions.selectAll
  },
  icon: 'check',
  keys: '*',
  group: 'LIST',
  isAllowed: here,
  perform: () => listStore.dispatch({ kind: 'select-all' }),
}

export const selectNone: Action = {
  id: 'select-none',
  get name() {
    return t.actions.selectNone
  },
  icon: 'cross',
  keys: 'Escape',
  group: 'LIST',
  isAllowed: (on) => here(on) && on.selected.length > 0,
  perform: () => listStore.dispatch({ kind: 'select-none' }),
}

export const filterWords: Action = {
  id: 'filter-words',
  get name() {
    return t.actions.filterWords
  },
  icon: 'search',
  keys: '/',
  group: 'LIST',
  isAllowed: here,
  perform: () => wish('FILTER_WORDS'),
}

export const saveView: Action = {
  id: 'save-view',
  get name() {
    return t.actions.saveView
  },
  icon: 'flag',
  keys: 'v',
  group: 'LIST',
  isAllowed: (on) => here(on) && on.may('HOLD_PROMISES'),
  perform: () => openDialog({ kind: 'SAVE_VIEW', view: null, filters: listStore.state.filters }),
}

export function showFilters(filters: Partial<ListFilters>): void {
  listStore.dispatch({ kind: 'filters', filters: { ...NO_FILTERS, ...filters } })
  go({ to: '/promises' })
}

/** Deletes it; the toast makes it again, in its place. */
export async function removeView(view: SavedView): Promise<void> {
  const before = listStore.state.views.map((one) => one.id)
  if (!(await attempt(() => savedViews.remove(view.id)))) return
  const again = async () => {
    const { id } = await savedViews.add({ name: view.name, shared: view.shared, filters: view.filters })
    await savedViews.order(before.map((other) => (other === view.id ? id : other)))
  }
  showToast(t.lists.saved.removed(view.name), {
    lasts: 10_000,
    action: { label: t.lists.undo, keys: 'z', perform: () => void attempt(again, t.lists.saved.back(view.name)) },
  })
}

export function moveView(view: SavedView, by: number): void {
  const own = listStore.state.views.filter((one) => one.agent === view.agent).map((one) => one.id)
  const from = own.indexOf(view.id)
  const to = from + by
  if (from < 0 || to < 0 || to >= own.length) return
  own.splice(from, 1)
  own.splice(to, 0, view.id)
  void attempt(() => savedViews.order(own))
}
