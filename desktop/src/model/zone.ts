/** Instants as people of a zone read them. Months 1 to 12, weekdays 1 (Monday) to 7, hours 0 to 23. */
export interface LocalTime {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  weekday: number
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (format === undefined) {
    const parts: Intl.DateTimeFormatOptions = {
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      weekday: 'short',
    }
    try {
      format = new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: zone })
    } catch {
      format = new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: 'UTC' })
    }
    formats.set(zone, format)
  }
  return format
}

export function inZone(millis: number, zone: string): LocalTime {
  const local: LocalTime = { year: 0, month: 1, day: 1, hour: 0, minute: 0, weekday: 1 }
  for (const { type, value } of formatOf(zone).formatToParts(millis)) {
    if (type === 'weekday') local.weekday = WEEKDAYS.indexOf(value) + 1
    else if (type === 'year' || type === 'month' || type === 'day' || type === 'hour' || type === 'minute')
      local[type] = Number(value)
  }
  return local
}

/** The instant of a wall-clock time. In the hour that a zone skips, the later reading; in the doubled one, the first. */
export function fromZone(local: Omit<LocalTime, 'weekday'>, zone: string): number {
  const wanted = Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute)
  let guess = wanted
  for (let round = 0; round < 2; round++) {
    const seen = inZone(guess, zone)
    const shown = Date.UTC(seen.year, seen.month - 1, seen.day, seen.hour, seen.minute)
    if (shown === wanted) break
    guess += wanted - shown
  }
  return guess
}

/** Days since 1970 on the wall of that zone: two instants with the same number are on the same day. */
export function dayNumber(local: Pick<LocalTime, 'year' | 'month' | 'day'>): number {
  return Math.floor(Date.UTC(local.year, local.month - 1, local.day) / 86_400_000)
}

/** The same wall-clock time some days later. */
export function plusDays(local: LocalTime, days: number): LocalTime {
  const date = new Date(Date.UTC(local.year, local.month - 1, local.day + days))
  return {
    ...local,
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: ((date.getUTCDay() + 6) % 7) + 1,
  }
}
