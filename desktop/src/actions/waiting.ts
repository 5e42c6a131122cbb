import { blank, composeStore, keyOf } from '@/model/compose'
import { t } from '@/text'
import { interactions } from '@/wire/desk'
import type { TimelineEntry } from '@/wire/types'
import { attempt, contextNow } from './action'

type Sent = Extract<TimelineEntry, { kind: 'OUTBOUND' }>

/** Calls a reply back that waits for its moment. Its words come back into the composer, unless something is written there. */
export async function callBack(entry: Sent): Promise<void> {
  const { customer, me } = contextNow()
  if (!(await attempt(() => interactions.undo(entry.interaction), t.person.calledBack))) return
  if (customer === null) return
  const key = keyOf('REPLY', customer.head.customer.id)
  if ((composeStore.state[key]?.text ?? '') !== '') return
  // Files go back to whoever put them on it.
  const attachments = entry.agent === me ? entry.attachments : []
  composeStore.dispatch({ kind: 'restored', key, writing: { ...blank(), text: entry.text, attachments, matter: entry.matter, saved: 'UNSAVED' } })
}
