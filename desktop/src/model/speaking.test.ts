import { expect, it } from 'vitest'
import { heard, reminds, SILENT, type Speaking } from './speaking'

const LOUD = 0.7
const QUIET = 0.1

/** What is heard every hundred milliseconds. */
function after(...levels: number[]): { speaking: Speaking; now: number } {
  const speaking = levels.reduce((before, level, at) => heard(before, level, at * 100), SILENT)
  return { speaking, now: (levels.length - 1) * 100 }
}
const times = (number: number, level: number) => Array.from({ length: number }, () => level)

it('reminds who speaks while muted', () => {
  const { speaking, now } = after(...times(7, LOUD))
  expect(reminds(speaking, now)).toBe(true)
  expect(reminds(speaking, now + 4_900)).toBe(true)
  expect(reminds(speaking, now + 5_100)).toBe(false)
})

it('lets somebody cough', () => {
  const { speaking, now } = after(...times(3, LOUD), ...times(8, QUIET), ...times(3, LOUD))
  expect(reminds(speaking, now)).toBe(false)
})

it('hears through a breath', () => {
  const { speaking, now } = after(...times(3, LOUD), ...times(2, QUIET), ...times(3, LOUD))
  expect(reminds(speaking, now)).toBe(true)
})
