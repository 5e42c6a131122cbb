import { describe, expect, it } from 'vitest'
import { isQuiet } from './quiet'

const nights = { zone: 'Europe/Lisbon', slots: [{ days: [5], from: '20:00', to: '08:00' }] }
const at = (instant: string) => isQuiet(nights, Date.parse(instant))

describe('quiet hours', () => {
  it('begin and end on the clock of the person', () => {
    expect(at('2026-07-03T18:59:00Z')).toBe(false)
    expect(at('2026-07-03T19:00:00Z')).toBe(true)
    expect(at('2026-07-04T06:59:00Z')).toBe(true)
    expect(at('2026-07-04T07:00:00Z')).toBe(false)
  })

  it('belong to the day on which they begin', () => {
    expect(at('2026-07-03T05:00:00Z')).toBe(false)
    expect(at('2026-07-04T20:00:00Z')).toBe(false)
  })

  it('are none where none were said', () => {
    expect(isQuiet(null, 0)).toBe(false)
    expect(isQuiet({ ...nights, slots: [] }, 0)).toBe(false)
  })

  it('within one day end on it', () => {
    const lunch = { zone: 'UTC', slots: [{ days: [1, 2], from: '12:00', to: '13:00' }] }
    expect(isQuiet(lunch, Date.parse('2026-07-06T12:30:00Z'))).toBe(true)
    expect(isQuiet(lunch, Date.parse('2026-07-06T13:00:00Z'))).toBe(false)
    expect(isQuiet(lunch, Date.parse('2026-07-08T12:30:00Z'))).toBe(false)
  })
})
