import type { QuietHours } from '@/wire/types'
import { inZone } from './zone'

const MINUTES = 24 * 60

function minutesOf(clock: string): number {
  const [hours = '0', minutes = '0'] = clock.split(':')
  return Number(hours) * 60 + Number(minutes)
}

/** Whether somebody wants their peace at an instant. A stretch over midnight belongs to the day on which it begins. */
export function isQuiet(quiet: QuietHours | null, millis: number): boolean {
  if (quiet === null) return false
  const local = inZone(millis, quiet.zone)
  const now = local.hour * 60 + local.minute
  const before = local.weekday === 1 ? 7 : local.weekday - 1
  return quiet.slots.some(({ days, from, to }) => {
    const start = minutesOf(from)
    const end = minutesOf(to) <= start ? minutesOf(to) + MINUTES : minutesOf(to)
    return (days.includes(local.weekday) && now >= start && now < end) || (days.includes(before) && now + MINUTES >= start && now + MINUTES < end)
  })
}
