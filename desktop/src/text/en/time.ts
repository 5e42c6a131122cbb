import { dayNumber, inZone, type LocalTime } from '@/model/zone'

/** How times are said. Instants come in milliseconds; `zone` is the company's. */
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const LONG_DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const LONG_MONTHS =
  'January February March April May June July August September October November December'.split(' ')

const two = (number: number) => String(number).padStart(2, '0')
const hours = (local: LocalTime) => `${two(local.hour)}:${two(local.minute)}`
const day = (local: LocalTime) => DAYS[local.weekday - 1] ?? ''
const longDay = (local: LocalTime) => LONG_DAYS[local.weekday - 1] ?? ''
const date = (local: LocalTime) => `${local.day} ${MONTHS[local.month - 1] ?? ''}`

function clock(millis: number, zone: string): string {
  return hours(inZone(millis, zone))
}

/** "22 min", "1 h 12", "3 h", "2 days". */
function span(millis: number): string {
  const minutes = Math.floor(Math.abs(millis) / 60_000)
  if (minutes < 60) return `${minutes} min`
  const whole = Math.floor(minutes / 60)
  if (whole < 3) return minutes % 60 === 0 ? `${whole} h` : `${whole} h ${two(minutes % 60)}`
  if (whole < 48) return `${whole} h`
  return `${Math.floor(whole / 24)} days`
}

/** "10:55" today, "tomorrow 12:00", "Thu 19:30" within a week, "3 Dec 09:00" beyond. */
function moment(millis: number, now: number, zone: string): string {
  const local = inZone(millis, zone)
  const ahead = dayNumber(local) - dayNumber(inZone(now, zone))
  if (ahead === 0) return hours(local)
  if (ahead === 1) return `tomorrow ${hours(local)}`
  if (ahead === -1) return `yesterday ${hours(local)}`
  if (ahead > 1 && ahead < 7) return `${day(local)} ${hours(local)}`
  if (ahead < 0 && ahead > -7) return `${day(local)} ${hours(local)}`
  return `${date(local)} ${hours(local)}`
}

/** As `moment`, with "today" said: for choices that stand alone. */
function choice(millis: number, now: number, zone: string): string {
  const local = inZone(millis, zone)
  const ahead = dayNumber(local) - dayNumber(inZone(now, zone))
  if (ahead === 0) return `today ${hours(local)}`
  if (ahead > 1 && ahead < 7) return `${longDay(local)} ${hours(local)}`
  return moment(millis, now, zone)
}

export interface DeadlineWords {
  tone: 'late' | 'soon' | 'calm'
  main: string
  below: string
}

function deadline(millis: number, now: number, zone: string): DeadlineWords {
  const left = millis - now
  if (left <= 0) {
    const late = Math.floor(-left / 60_000)
    return {
      tone: 'late',
      main: late === 0 ? 'due now' : `${span(-left)} late`,
      below: `was ${moment(millis, now, zone)}`,
    }
  }
  if (left <= 30 * 60_000) {
    const minutes = Math.max(1, Math.ceil(left / 60_000))
    return { tone: 'soon', main: `in ${minutes} min`, below: clock(millis, zone) }
  }
  const local = inZone(millis, zone)
  const ahead = dayNumber(local) - dayNumber(inZone(now, zone))
  if (ahead === 0) return { tone: 'calm', main: hours(local), below: `in ${span(left)}` }
  if (ahead < 7) return { tone: 'calm', main: `${day(local)} ${hours(local)}`, below: `in ${span(left)}` }
  return { tone: 'calm', main: `${date(local)} ${hours(local)}`, below: `in ${span(left)}` }
}

/** "Today", "Yesterday", "Friday 20 November", "Friday 20 November 2024". */
function dayHead(millis: number, now: number, zone: string): string {
  const local = inZone(millis, zone)
  const today = inZone(now, zone)
  const ahead = dayNumber(local) - dayNumber(today)
  if (ahead === 0) return 'Today'
  if (ahead === -1) return 'Yesterday'
  const head = `${longDay(local)} ${local.day} ${LONG_MONTHS[local.month - 1] ?? ''}`
  return local.year === today.year ? head : `${head} ${local.year}`
}

/** "today", "Monday", "3 Nov", "Nov 2023": when it was, roughly. */
function about(millis: number, now: number, zone: string): string {
  const local = inZone(millis, zone)
  const today = inZone(now, zone)
  const ago = dayNumber(today) - dayNumber(local)
  if (ago === 0) return 'today'
  if (ago === 1) return 'yesterday'
  if (ago > 1 && ago < 7) return longDay(local)
  return local.year === today.year ? date(local) : `${MONTHS[local.month - 1] ?? ''} ${local.year}`
}

/** A day of the calendar, written 2026-03-31, in no zone: "31 March 2026". */
function calendarDay(written: string): string {
  const [year = '', month = '', dayOfMonth = ''] = written.split('-')
  return `${Number(dayOfMonth)} ${LONG_MONTHS[Number(month) - 1] ?? ''} ${year}`
}

function dayShort(millis: number, zone: string): string {
  const local = inZone(millis, zone)
  return `${day(local)} ${date(local)}`
}

function full(millis: number, zone: string): string {
  const local = inZone(millis, zone)
  return `${longDay(local)} ${local.day} ${LONG_MONTHS[local.month - 1] ?? ''} ${local.year}, ${hours(local)}`
}

function year(millis: number, zone: string): string {
  return String(inZone(millis, zone).year)
}

export const time = { clock, span, moment, choice, deadline, dayHead, about, calendarDay, dayShort, full, year }
