import { fromZone, inZone, plusDays } from './zone'

const HOUR_MILLIS = 3_600_000
/** Until the deadline something is left to be done in. */
const LEFT_MILLIS = 60_000

/** Until when people put something aside, as instants before its deadline, the nearest first. */
export function asideChoices(now: number, deadline: number, zone: string): number[] {
  const local = inZone(now, zone)
  const at = (days: number, hour: number) => fromZone({ ...plusDays(local, days), hour, minute: 0 }, zone)
  const toMonday = (8 - local.weekday) % 7 || 7
  const hence = Math.floor((now + HOUR_MILLIS) / 60_000) * 60_000
  const choices = [hence, at(0, 14), at(0, 16), at(1, 9), at(toMonday, 9), at(toMonday + 7, 9)]
  return [...new Set(choices)]
    .filter((millis) => millis >= hence && millis <= deadline - LEFT_MILLIS)
    .sort((a, b) => a - b)
    .slice(0, 5)
}
