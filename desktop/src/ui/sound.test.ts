import { expect, it } from 'vitest'
import { levelOf } from './sound'

it('calls nothing silent, a voice near the middle and the loudest one', () => {
  const at = (loud: number) => levelOf(Float32Array.from({ length: 512 }, (_, sample) => Math.sin(sample / 5) * loud))
  expect(at(0)).toBe(0)
  expect(at(0.0001)).toBe(0)
  expect(at(0.06)).toBeGreaterThan(0.5)
  expect(at(0.06)).toBeLessThan(0.6)
  expect(at(1)).toBeGreaterThan(0.94)
  expect(at(3)).toBe(1)
})
