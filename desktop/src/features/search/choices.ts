import type { Action } from '@/actions'
import { t } from '@/text'
import type { Article, Found, FoundOrganisation, PeoplePage, PromiseRow, SavedView } from '@/wire/types'
import type { FoundThings } from './found'

const MOST_ACTIONS = 8
const MOST_UNASKED = 20

export type Choice =
  | { kind: 'ACTION'; id: string; action: Action }
  | { kind: 'PERSON'; id: string; person: PeoplePage['people'][number] }
  | { kind: 'ORGANISATION'; id: string; organisation: FoundOrganisation }
  | { kind: 'PROMISE'; id: string; row: PromiseRow }
  | { kind: 'ARTICLE'; id: string; article: Article }
  | { kind: 'SAID'; id: string; found: Found }
  | { kind: 'VIEW'; id: string; view: SavedView }

export interface Group {
  title: string
  choices: readonly Choice[]
}

/** What Ctrl K offers for what was typed, in its order; groups without a choice are left out. */
export function groupsOf(words: string, found: FoundThings, views: readonly SavedView[], allowed: readonly Action[]): Group[] {
  const typed = words.trim().toLowerCase()
  const called = (name: string) => name.toLowerCase().includes(typed)
  const actions = allowed.filter((action) => called(action.name)).slice(0, typed === '' ? MOST_UNASKED : MOST_ACTIONS)
  const all: Group[] = [
    { title: t.shell.palette.people, choices: found.people.map((person) => ({ kind: 'PERSON', id: `person-${person.id}`, person })) },
    { title: t.organisation.found, choices: found.organisations.map((organisation) => ({ kind: 'ORGANISATION', id: `organisation-${organisation.id}`, organisation })) },
    { title: t.shell.palette.promises, choices: found.promises.map((row) => ({ kind: 'PROMISE', id: `promise-${row.id}`, row })) },
    { title: t.shell.palette.articles, choices: found.articles.map((article) => ({ kind: 'ARTICLE', id: `article-${article.id}`, article })) },
    { title: t.shell.palette.words, choices: found.said.map((one) => ({ kind: 'SAID', id: `said-${one.id}`, found: one })) },
    { title: t.shell.palette.views, choices: views.filter((view) => typed !== '' && called(view.name)).map((view) => ({ kind: 'VIEW', id: `view-${view.id}`, view })) },
  ]
  const deeds: Group = { title: t.shell.palette.actions, choices: actions.map((action) => ({ kind: 'ACTION', id: action.id, action })) }
  // Who types how an action begins means the action: what is found later must not push itself under the hand.
  const meant = typed !== '' && actions.some((action) => action.name.toLowerCase().startsWith(typed))
  return (meant ? [deeds, ...all] : [...all, deeds]).filter((group) => group.choices.length > 0)
}
