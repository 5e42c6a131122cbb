import type { PromiseRow } from '@/wire/types'

/** Before its window begins a call is announced this long. */
export const ANNOUNCED_MILLIS = 2 * 60_000

export interface PlannedCall {
  from: number
  to: number
}

/** The window of a promise to call; null where it has none. */
export function windowOf(row: Pick<PromiseRow, 'call'>): PlannedCall | null {
  const { call } = row
  if (call === null || call.from === null || call.to === null) return null
  return { from: Date.parse(call.from), to: Date.parse(call.to) }
}

/** Whether its moment is: from two minutes before its window until its end. */
export function isDue(row: Pick<PromiseRow, 'call' | 'state'>, now: number): boolean {
  const window = windowOf(row)
  return row.state === 'OPEN' && window !== null && now >= window.from - ANNOUNCED_MILLIS && now < window.to
}
