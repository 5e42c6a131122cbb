import { dayNumber, fromZone, inZone, plusDays, type LocalTime } from './zone'

/** Times that a person would say next, as instants: today at five, tomorrow at noon, Friday at noon. */
const LEAST_AHEAD_MILLIS = 20 * 60_000

export function quickDeadlines(now: number, zone: string): number[] {
  const local = inZone(now, zone)
  const at = (days: number, hour: number) => fromZone({ ...plusDays(local, days), hour, minute: 0 }, zone)
  const workdays = (count: number) => {
    let days = 0
    for (let left = count; left > 0; ) if (plusDays(local, ++days).weekday <= 5) left--
    return days
  }
  const toFriday = (5 - local.weekday + 7) % 7
  const toMonday = (8 - local.weekday) % 7 || 7
  const choices = [
    ...(local.weekday <= 5 ? [at(0, 12), at(0, 17)] : []),
    at(workdays(1), 9),
    at(workdays(1), 12),
    toFriday > 1 ? at(toFriday, 12) : at(toMonday, 12),
  ]
  return choices.filter((millis) => millis - now >= LEAST_AHEAD_MILLIS).slice(0, 4)
}

/** In every language that the desktop speaks: a Spanish desk also takes "tomorrow 9". Accents may be left out. */
const DAYS = [
  ['monday', 'lunes'],
  ['tuesday', 'martes'],
  ['wednesday', 'miercoles'],
  ['thursday', 'jueves'],
  ['friday', 'viernes'],
  ['saturday', 'sabado'],
  ['sunday', 'domingo'],
]
const MONTHS = [['jan', 'ene'], ['feb'], ['mar'], ['apr', 'abr'], ['may'], ['jun'], ['jul'], ['aug', 'ago'], ['sep'], ['oct'], ['nov'], ['dec', 'dic']]
const USUAL_HOUR = 12

/**
 * Reads what people type for a time: "17:00", "tomorrow 9", "fri 14:30", "in 2 hours", "24 nov 10:00", "noon", and in Spanish.
 * Null when it can't be read or lies in the past.
 */
export function readDeadline(typed: string, now: number, zone: string): number | null {
  const text = typed.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').replace(/^(by|para) /, '').replace(/^el /, '')
  if (text === '') return null
  const ahead = readSpan(text)
  if (ahead !== null) return now + ahead
  const local = inZone(now, zone)
  const { day, rest } = readDay(text, local)
  const time = readTime(rest)
  if (time === 'UNREADABLE' || (day === null && time === null)) return null
  const on = day ?? local
  const { hour, minute } = time ?? { hour: USUAL_HOUR, minute: 0 }
  const millis = fromZone({ ...on, hour, minute }, zone)
  if (millis > now) return millis
  // "9:00" said at ten means the next morning; a day that was named is not bent.
  return day === null ? fromZone({ ...plusDays(local, 1), hour, minute }, zone) : null
}

function readSpan(text: string): number | null {
  const found = /^(?:in|en|dentro de) (an?|una?|\d+) ?(m|min|mins|minutes?|minutos?|h|hours?|horas?|d|days?|dias?)$/.exec(text)
  if (found === null) return null
  const count = /^[au]/.test(found[1] ?? '') ? 1 : Number(found[1])
  const unit = found[2]?.charAt(0)
  return count * (unit === 'm' ? 60_000 : unit === 'h' ? 3_600_000 : 86_400_000)
}

function readDay(text: string, today: LocalTime): { day: LocalTime | null; rest: string } {
  const [first = '', second = ''] = text.replace(/^(\d+) de /, '$1 ').split(' ')
  const rest = text.replace(/^(\d+) de /, '$1 ').slice(first.length).trim()
  if (first === 'today' || first === 'hoy') return { day: today, rest }
  if (first === 'tomorrow' || first === 'manana') return { day: plusDays(today, 1), rest }
  const weekday = DAYS.findIndex((names) => first.length >= 3 && names.some((name) => name.startsWith(first)))
  if (weekday >= 0) return { day: plusDays(today, (weekday + 1 - today.weekday + 7) % 7 || 7), rest }
  const month = MONTHS.findIndex((names) => names.some((name) => second.startsWith(name)))
  if (/^\d{1,2}$/.test(first) && month >= 0) {
    const inYear = { ...today, month: month + 1, day: Number(first) }
    const day = dayNumber(inYear) < dayNumber(today) ? { ...inYear, year: today.year + 1 } : inYear
    return { day, rest: rest.slice(second.length).trim() }
  }
  return { day: null, rest: text }
}

function readTime(text: string): { hour: number; minute: number } | null | 'UNREADABLE' {
  const bare = text.replace(/^(at|a las?) /, '')
  if (bare === '') return null
  if (bare === 'noon' || bare === 'mediodia') return { hour: 12, minute: 0 }
  const found = /^(\d{1,2})(?:[:.h](\d{2}))? ?(am|pm)?$/.exec(bare)
  if (found === null) return 'UNREADABLE'
  const said = Number(found[1])
  const hour = found[3] === 'pm' && said < 12 ? said + 12 : found[3] === 'am' && said === 12 ? 0 : said
  const minute = Number(found[2] ?? 0)
  return hour > 23 || minute > 59 ? 'UNREADABLE' : { hour, minute }
}
