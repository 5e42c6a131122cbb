import { describe, expect, it } from 'vitest'
import type { TimelineEntry } from '@/wire/types'
import { placeOf } from './sought'

const note = (id: string, at: string): TimelineEntry => ({ kind: 'NOTE', id, at, matter: null, agent: '7', text: 'a note' })
const story = [note('1', '2026-11-24T10:00:00Z'), note('2', '2026-11-24T11:00:00Z'), note('3', '2026-11-24T12:00:00Z')]
const sought = { customer: '5', entry: null, promise: null, at: Date.parse('2026-11-24T11:10:00Z') }

describe('the place a search leads to', () => {
  it('is the entry itself where that is there', () => {
    expect(placeOf(story, { ...sought, entry: '3' }, false)).toBe('3')
  })
  it('is what happened nearest to its moment', () => {
    expect(placeOf(story, sought, false)).toBe('2')
  })
  it('lies further back when the moment is before all that is there', () => {
    const early = { ...sought, at: Date.parse('2026-11-23T11:10:00Z') }
    expect(placeOf(story, early, false)).toBeNull()
    expect(placeOf(story, early, true)).toBe('1')
  })
})
