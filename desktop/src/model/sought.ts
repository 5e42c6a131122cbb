import type { Id, TimelineEntry } from '@/wire/types'
import type { Sought } from './place'

/**
 * The entry that a search led to, of those that are there: itself, the making of the promise, or, once the moment is
 * reached, what happened nearest to it. Null: it lies further back.
 *
 * @param whole whether nothing is left to be fetched
 */
export function placeOf(entries: readonly TimelineEntry[], sought: Sought, whole: boolean): Id | null {
  const exact = entries.find((entry) => entry.id === sought.entry || (entry.kind === 'PROMISE' && entry.promise === sought.promise))
  if (exact !== undefined) return exact.id
  const first = entries[0]
  if (first === undefined || (!whole && Date.parse(first.at) > sought.at)) return null
  const away = (entry: TimelineEntry) => Math.abs(Date.parse(entry.at) - sought.at)
  return entries.reduce((nearest, entry) => (away(entry) < away(nearest) ? entry : nearest), first).id
}
