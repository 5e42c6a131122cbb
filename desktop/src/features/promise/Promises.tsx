import { useEffect, useMemo } from 'react'
import { contextNow, promiseActions, type Action } from '@/actions'
import { useNow } from '@/model/clock'
import { useCursorOrder } from '@/model/cursor'
import { useMay } from '@/model/desk'
import { listStore, MOST_SELECTED, useList } from '@/model/list'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { sentenceOf } from '@/wire/http'
import { lists } from '@/wire/lists'
import { Filters } from './Filters'
import { ListRow } from './ListRow'
import { SavedViews } from './SavedViews'

const PAGE = 50
const LOOK_AGAIN_MILLIS = 400
const TYPING_MILLIS = 180

/** All that is promised, by view and filters; a page at a time, and as it is now. */
export function Promises() {
  const { filters, rows, after, loaded, wrong, selected } = useList((list) => list)
  const holds = useMay('HOLD_PROMISES')
  const now = useNow()
  useFresh()
  const order = useMemo(() => rows.map((row) => row.id), [rows])
  useCursorOrder(order)
  const more = () => {
    if (after === null) return
    lists
      .page(filters, after, PAGE)
      .then((page) => listStore.state.filters === filters && listStore.dispatch({ kind: 'page', ...page, how: 'NEXT' }))
      .catch((error: unknown) => listStore.dispatch({ kind: 'failed', wrong: sentenceOf(error) }))
  }
  return (
    <main id="screen">
      <div className="plain promises">
        <header>
          <div>
            <h1>{t.lists.opening}</h1>
            <p>{t.lists.second[filters.view]}</p>
          </div>
        </header>
        <div className="only-narrow">
          <SavedViews />
        </div>
        <Filters />
        {holds && <Bar />}
        {wrong !== null && (
          <p className="wrong" role="alert">
            {wrong}
          </p>
        )}
        <ul className="place" aria-label={t.lists.views[filters.view]} aria-busy={!loaded}>
          {rows.map((row) => (
            <ListRow key={row.id} row={row} now={now} selected={selected.has(row.id)} />
          ))}
          {loaded && wrong === null && rows.length === 0 && (
            <li>
              <Empty hint={t.lists.nothingHint}>{t.lists.nothing}</Empty>
            </li>
          )}
          {after !== null && (
            <li>
              <button type="button" className="more" onClick={more}>
                {t.lists.more}
              </button>
            </li>
          )}
        </ul>
      </div>
    </main>
  )
}

/** The first page at once, and again after what was said about promises, as long as the list is not too long for it. */
function useFresh(): void {
  const filters = useList((list) => list.filters)
  const heard = useList((list) => list.heard)
  useEffect(() => {
    const { loaded, typing, rows } = listStore.state
    if (loaded && rows.length > MOST_SELECTED) return
    const abort = new AbortController()
    const timer = setTimeout(
      () => {
        lists
          .page(filters, null, loaded ? Math.max(PAGE, listStore.state.rows.length) : PAGE, abort.signal)
          .then((page) => listStore.dispatch({ kind: 'page', ...page, how: 'FIRST' }))
          .catch((error: unknown) => {
            if (!abort.signal.aborted) listStore.dispatch({ kind: 'failed', wrong: sentenceOf(error) })
          })
      },
      loaded ? LOOK_AGAIN_MILLIS : typing ? TYPING_MILLIS : 0,
    )
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [filters, heard])
}

const ACTS: readonly (keyof typeof promiseActions)[] = ['take', 'handOver', 'move', 'putAside', 'bringBack', 'release']

/** How many are selected, and what can be done with all of them. */
function Bar() {
  const number = useList((list) => list.selected.size)
  const all = useList((list) => list.rows.length > 0 && list.selected.size === Math.min(list.rows.length, MOST_SELECTED))
  const on = contextNow()
  const acts: Action[] = ACTS.map((name) => promiseActions[name]).filter((action) => number > 0 && action.isAllowed(on))
  return (
    <div className="list-bar">
      <label className="row small second">
        <input type="checkbox" checked={all} onChange={() => listStore.dispatch({ kind: 'select-all' })} />
        {number === 0 ? t.lists.selectAll : t.lists.selected(number)}
      </label>
      <div className="row end" aria-live="polite">
        {acts.map((action) => (
          <Button key={action.id} keys={action.keys?.toUpperCase() ?? null} onClick={() => void action.perform(contextNow())}>
            {action.name}
          </Button>
        ))}
      </div>
    </div>
  )
}
