import { deskStore } from '@/model/desk'
import { listStore } from '@/model/list'
import { openDialog } from '@/model/place'
import { t } from '@/text'
import { showToast } from '@/ui/toasts'
import { lists } from '@/wire/lists'
import type { ManyAct, ManyRequest, PromiseRow } from '@/wire/types'
import { attempt } from './action'

type Rest = Omit<ManyRequest, 'ids' | 'act'>

/** One thing done with many promises: what was not done is said with its reason, what was done is undone where it can be. */
export async function many(act: ManyAct, rows: readonly PromiseRow[], rest: Rest = {}): Promise<void> {
  await attempt(async () => {
    const { results } = await lists.many({ ids: rows.map((row) => row.id), act, ...rest })
    for (const { row } of results) if (row !== null) deskStore.dispatch({ kind: 'promise-answer', row })
    listStore.dispatch({ kind: 'select-none' })
    const done = results.filter((result) => result.done).map((result) => result.id)
    const lines = results
      .filter((result) => !result.done)
      .map((result) => {
        const row = rows.find((other) => other.id === result.id)
        return { who: row?.customer.name ?? '', what: row?.what ?? '', why: result.detail ?? '' }
      })
    const words = t.lists.done[act](done.length)
    if (done.length > 0) {
      const aside = rows.filter((row) => done.includes(row.id))
      showToast(words, act === 'PUT_ASIDE' ? { lasts: 10_000, action: { label: t.lists.undo, keys: 'z', perform: () => void many('BRING_BACK', aside) } } : {})
    }
    if (lines.length > 0) openDialog({ kind: 'NOT_DONE', done: words, lines })
  })
}
