import { useEffect, useState } from 'react'
import { customers, said } from '@/wire/desk'
import { articles } from '@/wire/knowledge'
import { lists } from '@/wire/lists'
import { organisations } from '@/wire/organisations'
import type { Article, Found, FoundOrganisation, PeoplePage, PromiseRow } from '@/wire/types'

const TYPING_MILLIS = 140
const SHORTEST = 2

/** How many of each kind are shown. */
const MOST = { people: 6, organisations: 3, promises: 5, articles: 3, words: 6 }

export interface FoundThings {
  /** What was looked for: what is shown belongs to these words. */
  words: string
  people: PeoplePage['people']
  organisations: readonly FoundOrganisation[]
  promises: readonly PromiseRow[]
  articles: readonly Article[]
  said: readonly Found[]
}

export const NOTHING: FoundThings = { words: '', people: [], organisations: [], promises: [], articles: [], said: [] }

/** People, promises, what we know and what was said, as somebody types: asked for after a pause, and given up when they type on. */
export function useFound(typed: string): FoundThings {
  const [found, setFound] = useState(NOTHING)
  const words = typed.trim()
  useEffect(() => {
    if (words.length < SHORTEST) return
    const abort = new AbortController()
    // Each kind is shown as soon as it is there; what belongs to other words goes with the first of these.
    const put = (part: Partial<FoundThings>) =>
      abort.signal.aborted ? undefined : setFound((old) => ({ ...(old.words === words ? old : NOTHING), ...part, words }))
    const timer = setTimeout(() => {
      const { signal } = abort
      customers.find(words, signal).then((page) => put({ people: page.people.slice(0, MOST.people) })).catch(() => undefined)
      organisations.find(words.slice(0, 200), signal).then((found) => put({ organisations: found.slice(0, MOST.organisations) })).catch(() => undefined)
      lists.page({ words: words.slice(0, 100) }, null, MOST.promises, signal).then((page) => put({ promises: page.rows })).catch(() => undefined)
      articles.find(words, signal).then((page) => put({ articles: page.articles.slice(0, MOST.articles) })).catch(() => undefined)
      said(words, null, null, signal).then((page) => put({ said: page.found.slice(0, MOST.words) })).catch(() => undefined)
    }, TYPING_MILLIS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [words])
  return words.length < SHORTEST ? NOTHING : found
}
