import { describe, expect, it } from 'vitest'
import { quickDeadlines, readDeadline } from './deadlines'

const LONDON = 'Europe/London'
/** Tuesday 24 November 2026, 10:42 in London. */
const NOW = Date.parse('2026-11-24T10:42:00Z')
const said = (typed: string) => {
  const millis = readDeadline(typed, NOW, LONDON)
  return millis === null ? null : new Date(millis).toISOString()
}

describe('a deadline as people type it', () => {
  it('is a time of today, or of tomorrow when that has passed', () => {
    expect(said('17:00')).toBe('2026-11-24T17:00:00.000Z')
    expect(said('9:00')).toBe('2026-11-25T09:00:00.000Z')
    expect(said('5pm')).toBe('2026-11-24T17:00:00.000Z')
  })
  it('is a day with or without a time', () => {
    expect(said('tomorrow 9')).toBe('2026-11-25T09:00:00.000Z')
    expect(said('fri 14:30')).toBe('2026-11-27T14:30:00.000Z')
    expect(said('friday')).toBe('2026-11-27T12:00:00.000Z')
    expect(said('3 dec 10:00')).toBe('2026-12-03T10:00:00.000Z')
  })
  it('is said in Spanish as well, with or without accents', () => {
    expect(said('mañana 9')).toBe('2026-11-25T09:00:00.000Z')
    expect(said('vie 14:30')).toBe('2026-11-27T14:30:00.000Z')
    expect(said('sabado')).toBe('2026-11-28T12:00:00.000Z')
    expect(said('3 dic 10:00')).toBe('2026-12-03T10:00:00.000Z')
    expect(said('3 de enero a las 10:00')).toBe('2027-01-03T10:00:00.000Z')
    expect(said('en 2 horas')).toBe('2026-11-24T12:42:00.000Z')
    expect(said('dentro de una hora')).toBe('2026-11-24T11:42:00.000Z')
  })
  it('is a span', () => {
    expect(said('in 2 hours')).toBe('2026-11-24T12:42:00.000Z')
    expect(said('in 45 min')).toBe('2026-11-24T11:27:00.000Z')
  })
  it('is nothing when it can not be read or lies behind us', () => {
    for (const typed of ['', 'soon', '25:00', '12:75', 'today 9:00', 'next year']) expect(said(typed), typed).toBeNull()
  })
  it('keeps its wall-clock time across a change of the clock', () => {
    const before = Date.parse('2026-10-23T09:00:00Z')
    const monday = readDeadline('monday 12:00', before, LONDON)
    expect(new Date(monday ?? 0).toISOString()).toBe('2026-10-26T12:00:00.000Z')
  })
})

describe('the times offered', () => {
  it('lie ahead, in order, on working days', () => {
    for (let hour = 0; hour < 24 * 14; hour++) {
      const now = NOW + hour * 3_600_000
      const choices = quickDeadlines(now, LONDON)
      expect(choices.length).toBeGreaterThan(1)
      for (const choice of choices) {
        expect(choice).toBeGreaterThan(now)
        expect([0, 6]).not.toContain(new Date(choice).getUTCDay())
      }
    }
  })
})
