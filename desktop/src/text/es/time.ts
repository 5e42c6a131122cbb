import type { DeadlineWords } from '../en/time'
import { dayNumber, inZone, type LocalTime } from '@/model/zone'

/** How times are said. Instants come in milliseconds; `zone` is the company's. */
const DAYS = ['lun', 'mar', 'mié', 'jue', 'vie', 'sáb', 'dom']
const LONG_DAYS = ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo']
const MONTHS = ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic']
const LONG_MONTHS =
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' ')

const two = (number: number) => String(number).padStart(2, '0')
const hours = (local: LocalTime) => `${two(local.hour)}:${two(local.minute)}`
const day = (local: LocalTime) => DAYS[local.weekday - 1] ?? ''
const longDay = (local: LocalTime) => LONG_DAYS[local.weekday - 1] ?? ''
const date = (local: LocalTime) => `${local.day} ${MONTHS[local.month - 1] ?? ''}`
const longDate = (local: LocalTime) => `${longDay(local)} ${local.day} de ${LONG_MONTHS[local.month - 1] ?? ''}`

function clock(millis: number, zone: string): string {
  return hours(inZone(millis, zone))
}

/** "22 min", "1 h 12", "3 h", "2 días". */
function span(millis: number): string {
  const minutes = Math.floor(Math.abs(millis) / 60_000)
  if (minutes < 60) return `${minutes} min`
  const whole = Math.floor(minutes / 60)
  if (whole < 3) return minutes % 60 === 0 ? `${whole} h` : `${whole} h ${two(minutes % 60)}`
  if (whole < 48) return `${whole} h`
  return `${Math.floor(whole / 24)} días`
}

/** "10:55" today, "mañana 12:00", "jue 19:30" within a week, "3 dic 09:00" beyond. */
function moment(millis: number, now: number, zone: string): string {
  const local = inZone(millis, zone)
  const ahead = dayNumber(local) - dayNumber(inZone(now, zone))
  if (ahead === 0) return hours(local)
  if (ahead === 1) return `mañana ${hours(local)}`
  if (ahead === -1) return `ayer ${hours(local)}`
  if (ahead > -7 && ahead < 7) return `${day(local)} ${hours(local)}`
  return `${date(local)} ${hours(local)}`
}

/** As `moment`, with "hoy" said: for choices that stand alone. */
function choice(millis: number, now: number, zone: string): string {
  const local = inZone(millis, zone)
  const ahead = dayNumber(local) - dayNumber(inZone(now, zone))
  if (ahead === 0) return `hoy ${hours(local)}`
  if (ahead > 1 && ahead < 7) return `${longDay(local)} ${hours(local)}`
  return moment(millis, now, zone)
}

function deadline(millis: number, now: number, zone: string): DeadlineWords {
  const left = millis - now
  if (left <= 0) {
    const late = Math.floor(-left / 60_000)
    return {
      tone: 'late',
      main: late === 0 ? 'vence ahora' : `${span(-left)} tarde`,
      below: `era ${moment(millis, now, zone)}`,
    }
  }
  if (left <= 30 * 60_000) {
    const minutes = Math.max(1, Math.ceil(left / 60_000))
    return { tone: 'soon', main: `en ${minutes} min`, below: clock(millis, zone) }
  }
  const local = inZone(millis, zone)
  const ahead = dayNumber(local) - dayNumber(inZone(now, zone))
  const below = `en ${span(left)}`
  if (ahead === 0) return { tone: 'calm', main: hours(local), below }
  if (ahead < 7) return { tone: 'calm', main: `${day(local)} ${hours(local)}`, below }
  return { tone: 'calm', main: `${date(local)} ${hours(local)}`, below }
}

/** "Hoy", "Ayer", "Viernes 20 de noviembre", "Viernes 20 de noviembre de 2024". */
function dayHead(millis: number, now: number, zone: string): string {
  const local = inZone(millis, zone)
  const today = inZone(now, zone)
  const ahead = dayNumber(local) - dayNumber(today)
  if (ahead === 0) return 'Hoy'
  if (ahead === -1) return 'Ayer'
  const head = longDate(local)
  const capital = head.charAt(0).toUpperCase() + head.slice(1)
  return local.year === today.year ? capital : `${capital} de ${local.year}`
}

/** "hoy", "lunes", "3 nov", "nov 2023": when it was, roughly. */
function about(millis: number, now: number, zone: string): string {
  const local = inZone(millis, zone)
  const today = inZone(now, zone)
  const ago = dayNumber(today) - dayNumber(local)
  if (ago === 0) return 'hoy'
  if (ago === 1) return 'ayer'
  if (ago > 1 && ago < 7) return longDay(local)
  return local.year === today.year ? date(local) : `${MONTHS[local.month - 1] ?? ''} ${local.year}`
}

/** A day of the calendar, written 2026-03-31, in no zone: "31 de marzo de 2026". */
function calendarDay(written: string): string {
  const [year = '', month = '', dayOfMonth = ''] = written.split('-')
  return `${Number(dayOfMonth)} de ${LONG_MONTHS[Number(month) - 1] ?? ''} de ${year}`
}

function dayShort(millis: number, zone: string): string {
  const local = inZone(millis, zone)
  return `${day(local)} ${date(local)}`
}

function full(millis: number, zone: string): string {
  const local = inZone(millis, zone)
  return `${longDate(local)} de ${local.year}, ${hours(local)}`
}

function year(millis: number, zone: string): string {
  return String(inZone(millis, zone).year)
}

export const time = { clock, span, moment, choice, deadline, dayHead, about, calendarDay, dayShort, full, year }
