import { expect, it } from 'vitest'
import { lasting, needed, share, written } from './figures'

it('writes shares whole, and finer where it matters', () => {
  expect(share(0.5)).toBe('50%')
  expect(share(0.996)).toBe('99.6%')
  expect(share(0.004)).toBe('0.4%')
  expect(share(1)).toBe('100%')
})

it('writes scores in points and times in the unit that is read best', () => {
  expect(written('SCORE', -12.4)).toBe('-12')
  expect(written('SCORE', 30.2)).toBe('30')
  expect(lasting(45)).toBe('45 s')
  expect(lasting(600)).toBe('10 min')
  expect(lasting(9000)).toBe('2.5 h')
  expect(lasting(259_200)).toBe('3 days')
})

it('says how many answers it takes', () => {
  expect(needed(5)).toEqual({ nps: 1537, share: 385 })
  expect(needed(0)).toBeNull()
  expect(needed(Number.NaN)).toBeNull()
})
