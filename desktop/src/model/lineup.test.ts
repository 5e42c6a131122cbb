import { expect, it } from 'vitest'
import { pauseBefore, recent, shouldLetGo } from './lineup'

it('opens a lost line at once, then less and less often, and never all at the same moment', () => {
  expect([0, 1, 2, 3].map((failures) => pauseBefore(failures, 1))).toEqual([500, 1_000, 2_000, 4_000])
  expect(pauseBefore(0, 0)).toBe(250)
  expect(pauseBefore(99, 1)).toBe(20_000)
})

it('lets the line go when it is taken again and again, and only then', () => {
  const short = (from: number) => ({ from, to: from + 2_000 })
  const taken = [short(0), short(5_000), short(10_000)]
  expect(shouldLetGo(taken, 13_000)).toBe(true)
  expect(shouldLetGo(taken.slice(1), 13_000)).toBe(false)
  expect(shouldLetGo([...taken.slice(1), { from: 20_000, to: 50_000 }], 51_000)).toBe(false)
  expect(shouldLetGo(taken, 200_000)).toBe(false)
  expect(recent(taken, 123_500)).toEqual([short(5_000), short(10_000)])
})
