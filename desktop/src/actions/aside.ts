import { companyZone, serverNow } from '@/model/clock'
import { deskStore } from '@/model/desk'
import { t } from '@/text'
import { showToast } from '@/ui/toasts'
import { promises } from '@/wire/desk'
import type { PromiseRow } from '@/wire/types'
import { attempt } from './action'
import { many } from './many'

/** Puts them aside until then; the toast takes it back. */
export async function putAsideUntil(rows: readonly PromiseRow[], until: number): Promise<boolean> {
  const moment = new Date(until).toISOString()
  const [only] = rows
  if (only === undefined) return false
  if (rows.length > 1) {
    await many('PUT_ASIDE', rows, { until: moment })
    return true
  }
  return attempt(async () => {
    deskStore.dispatch({ kind: 'promise-answer', row: await promises.putAside(only.id, moment) })
    const back = async () => deskStore.dispatch({ kind: 'promise-answer', row: await promises.bringBack(only.id) })
    showToast(t.actions.done.putAside(only.customer.name, t.time.choice(until, serverNow(), companyZone())), {
      lasts: 10_000,
      action: { label: t.lists.undo, keys: 'z', perform: () => void attempt(back, t.actions.done.broughtBack(only.customer.name)) },
    })
  })
}
