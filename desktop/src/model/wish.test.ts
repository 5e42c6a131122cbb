import { expect, test, vi } from 'vitest'
import { onWish, wish } from './place'

test('a wish is heard by all who listen, until they stop', () => {
  const heard = vi.fn()
  const stop = onWish('WRITE_REPLY', heard)
  wish('WRITE_REPLY')
  wish('WRITE_NOTE')
  stop()
  wish('WRITE_REPLY')
  expect(heard).toHaveBeenCalledTimes(1)
})

test('a key pressed before its part is there is obeyed when it comes, once', () => {
  const heard = vi.fn()
  wish('ATTACH')
  const stop = onWish('ATTACH', heard)
  onWish('ATTACH', heard)()
  expect(heard).toHaveBeenCalledTimes(1)
  stop()
})

test('nothing is sent later than it was wished, and a later wish stands for the earlier one', () => {
  const heard = vi.fn()
  wish('SEND')
  onWish('SEND', heard)()
  wish('WRITE_NOTE')
  wish('WRITE_REPLY')
  onWish('WRITE_NOTE', heard)()
  expect(heard).not.toHaveBeenCalled()
})

test('who comes too late hears nothing', () => {
  vi.useFakeTimers()
  const heard = vi.fn()
  wish('WRITE_NOTE')
  vi.advanceTimersByTime(2_001)
  onWish('WRITE_NOTE', heard)()
  expect(heard).not.toHaveBeenCalled()
  vi.useRealTimers()
})
