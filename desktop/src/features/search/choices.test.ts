import { describe, expect, it } from 'vitest'
import { ACTIONS } from '@/actions'
import type { Article, Found } from '@/wire/types'
import { groupsOf } from './choices'
import { NOTHING } from './found'

const lamps: Article = {
  id: '31',
  team: null,
  language: 'en',
  title: 'What the four lamps mean',
  text: 'From left to right.',
  owner: '7',
  review: '2027-05-01',
  due: false,
  isPublic: true,
  link: null,
  helped: 0,
  failed: 0,
  changed: '2026-11-24T10:00:00Z',
}
const answer: Found = {
  id: '9',
  customer: '5',
  customerName: 'Iris Vale',
  tint: 1,
  teamName: 'Harbourside',
  at: '2026-11-24T10:00:00Z',
  kind: 'OUTBOUND',
  subject: 'Lamps',
  parts: [],
}

const titles = (words: string, found = NOTHING) => groupsOf(words, found, [], ACTIONS).map((group) => group.title)

describe('what Ctrl K offers', () => {
  it('has what we know before what was said, in a group of its own', () => {
    const found = { ...NOTHING, articles: [lamps], said: [answer] }
    expect(titles('lamps', found)).toEqual(['What we know', 'What was said'])
    expect(groupsOf('lamps', found, [], ACTIONS)[0]?.choices).toEqual([{ kind: 'ARTICLE', id: 'article-31', article: lamps }])
  })
  it('shows no group in which nothing was found', () => {
    expect(titles('lamps')).toEqual([])
  })
  it('keeps an action first whose name begins like that, whatever is found later', () => {
    expect(titles('Hand', { ...NOTHING, articles: [lamps] })).toEqual(['Do', 'What we know'])
  })
})
