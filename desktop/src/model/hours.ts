import type { PromiseRow } from '@/wire/types'
import { dayNumber, inZone } from './zone'

/** How near a deadline is, in the words of the screen: late, within half an hour, today, later. */
export type Nearness = 'LATE' | 'SOON' | 'TODAY' | 'LATER'

export const SOON_MILLIS = 30 * 60_000

export interface Hours {
  late: PromiseRow[]
  soon: PromiseRow[]
  today: PromiseRow[]
  later: PromiseRow[]
}

export function nearness(deadline: number, now: number, zone: string): Nearness {
  if (deadline <= now) return 'LATE'
  if (deadline - now <= SOON_MILLIS) return 'SOON'
  return dayNumber(inZone(deadline, zone)) === dayNumber(inZone(now, zone)) ? 'TODAY' : 'LATER'
}

/** Cuts a list that is sorted by deadline. Only the ends of the groups are looked at, not each row's day. */
export function groupByHour(rows: readonly PromiseRow[], now: number, zone: string): Hours {
  const hours: Hours = { late: [], soon: [], today: [], later: [] }
  const today = dayNumber(inZone(now, zone))
  let later = false
  for (const row of rows) {
    const deadline = Date.parse(row.deadline)
    if (deadline <= now) hours.late.push(row)
    else if (deadline - now <= SOON_MILLIS) hours.soon.push(row)
    else {
      later ||= dayNumber(inZone(deadline, zone)) > today
      ;(later ? hours.later : hours.today).push(row)
    }
  }
  return hours
}

/** What is left of the time between the promise and its deadline, 0 to 1. */
export function shareLeft(madeAt: string, deadline: string, now: number): number {
  const start = Date.parse(madeAt)
  const end = Date.parse(deadline)
  if (now >= end || end <= start) return 0
  return Math.min(1, (end - now) / (end - start))
}
