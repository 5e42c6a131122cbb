import { expect, test } from 'vitest'
import { isDue, windowOf } from './callWindow'

const from = Date.parse('2026-11-30T15:00:00Z')
const row = { state: 'OPEN' as const, call: { from: '2026-11-30T15:00:00Z', to: '2026-11-30T16:00:00Z', tries: 0 } }

test('a call is due from two minutes before its window until its end', () => {
  expect(isDue(row, from - 121_000)).toBe(false)
  expect(isDue(row, from - 120_000)).toBe(true)
  expect(isDue(row, from + 59 * 60_000)).toBe(true)
  expect(isDue(row, from + 60 * 60_000)).toBe(false)
})

test('what is kept, or has no window, is never due', () => {
  expect(isDue({ ...row, state: 'KEPT' }, from)).toBe(false)
  expect(isDue({ state: 'OPEN', call: null }, from)).toBe(false)
  expect(windowOf({ call: { from: null, to: null, tries: 2 } })).toBeNull()
})
