import { describe, expect, it } from 'vitest'
import type { CustomerPage, TimelineEntry } from '@/wire/types'
import { NOBODY, reduceDesk, type DeskState } from './desk'
import { allEntries } from './entries'
import { partsOf } from './quoted'

function note(id: string, at: string, text = 'a note'): TimelineEntry {
  return { kind: 'NOTE', id, at, matter: null, agent: '7', text }
}

function page(seq: number, entries: TimelineEntry[]): CustomerPage {
  return {
    stream: { boot: 'b', seq },
    customer: {
      id: '5',
      name: 'Gwen',
      organisation: null,
      tint: 1,
      since: '2020-01-01T00:00:00Z',
      team: '1',
      teamPage: null, organisationId: null, homeWhy: null, homeDetail: '', teamName: 'Harbourside',
      place: null,
      language: 'en',
      prospect: false,
      bestTime: null,
    },
    contactPoints: [],
    knows: [],
    matters: [],
    promises: [],
    timeline: { entries, before: null },
    drafts: [],
    viewers: [],
    absorbed: [],
  }
}

const shown = (state: DeskState) => {
  const customer = state.customers.get('5')
  return customer?.kind === 'READY' ? allEntries(customer.pieces).map((entry) => entry.id) : []
}

describe('a person’s page', () => {
  it('shows what the stream said while its snapshot was on the way', () => {
    const state = reduceDesk(NOBODY, [
      { kind: 'customer-asked', customer: '5' },
      { kind: 'stream', event: { kind: 'entry', seq: 12, customer: '5', entry: note('3', '2026-11-24T10:03:00Z') } },
      { kind: 'customer-here', page: page(11, [note('1', '2026-11-24T10:01:00Z'), note('2', '2026-11-24T10:02:00Z')]) },
    ])
    expect(shown(state)).toEqual(['1', '2', '3'])
  })
  it('shows nothing twice that stands in the snapshot already', () => {
    const state = reduceDesk(NOBODY, [
      { kind: 'customer-asked', customer: '5' },
      { kind: 'stream', event: { kind: 'entry', seq: 10, customer: '5', entry: note('2', '2026-11-24T10:02:00Z') } },
      { kind: 'customer-here', page: page(11, [note('1', '2026-11-24T10:01:00Z'), note('2', '2026-11-24T10:02:00Z')]) },
    ])
    expect(shown(state)).toEqual(['1', '2'])
  })
  it('shows another story once somebody was merged or parted', () => {
    const one = page(1, [note('1', '2026-11-24T10:01:00Z'), note('3', '2026-11-24T10:03:00Z')])
    const merged = { ...page(2, [note('1', '2026-11-24T10:01:00Z'), note('2', '2026-11-24T10:02:00Z')]), absorbed: [{ id: '6', name: 'G', addresses: [] }] }
    expect(shown(reduceDesk(NOBODY, [{ kind: 'customer-here', page: merged }, { kind: 'customer-here', page: one }]))).toEqual(['1', '3'])
  })
  it('replaces an entry that changed and puts a late one where its time is', () => {
    const state = reduceDesk(NOBODY, [
      { kind: 'customer-here', page: page(1, [note('1', '2026-11-24T10:01:00Z'), note('3', '2026-11-24T10:03:00Z')]) },
      { kind: 'stream', event: { kind: 'entry', seq: 2, customer: '5', entry: note('2', '2026-11-24T10:02:00Z') } },
      { kind: 'stream', event: { kind: 'entry', seq: 3, customer: '5', entry: note('1', '2026-11-24T10:01:00Z', 'changed') } },
    ])
    expect(shown(state)).toEqual(['1', '2', '3'])
  })
})

describe('a mail’s text', () => {
  it('is folded where it only carries along what was said before', () => {
    const parts = partsOf('It works, thank you.\n\nOn Tuesday, Nell wrote:\n> Please try again.\n> Nell')
    expect(parts.map((part) => part.kind)).toEqual(['SAID', 'QUOTED'])
    expect(parts[0]?.text).toBe('It works, thank you.')
  })
  it('is never folded when nothing is quoted', () => {
    const text = 'On Tuesday my neighbour wrote:\nhe has no line either.\nFrom what I see it is the cabinet.'
    expect(partsOf(text)).toEqual([{ kind: 'SAID', text }])
  })
})
