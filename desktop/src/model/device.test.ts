import { expect, test } from 'vitest'
import { deviceOf } from './device'

test('a browser is named before those it pretends to be', () => {
  const edge = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0'
  expect(deviceOf(edge)).toEqual({ browser: 'Edge', system: 'Windows' })
  const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/604.1'
  expect(deviceOf(phone)).toEqual({ browser: 'Safari', system: 'iOS' })
})

test('a program that says nothing known has no device', () => {
  expect(deviceOf('curl/8.5')).toBeNull()
})
