import type { Template } from '@/wire/types'

/** What can stand between double braces in a template. */
export const VARIABLES = [
  'customer.firstName',
  'customer.name',
  'agent.firstName',
  'agent.name',
  'team.name',
  'team.page',
  'promise.what',
  'promise.deadline',
] as const
export type Variable = (typeof VARIABLES)[number]

/** What is known where a template is inserted; what is missing or empty stays a blank. */
export type Facts = Partial<Record<Variable, string>>

const BLANK = /\{\{\s*([a-z]+\.[A-Za-z]+)\s*\}\}/g

function isVariable(name: string): name is Variable {
  return (VARIABLES as readonly string[]).includes(name)
}

/** The text with everything filled in that is known; what isn't stays between its braces. */
export function filled(text: string, facts: Facts): string {
  return text.replace(BLANK, (blank, name: string) => (isVariable(name) ? facts[name] || `{{${name}}}` : blank))
}

export interface Blank {
  name: Variable
  from: number
  to: number
}

/** What still has to be filled in by hand, in the order in which it stands. */
export function blanks(text: string): Blank[] {
  return [...text.matchAll(BLANK)].flatMap(({ 0: whole, 1: name = '', index }) =>
    isVariable(name) ? [{ name, from: index, to: index + whole.length }] : [],
  )
}

const MOST = 8

/** Templates for what was typed after the slash: those that begin so before those that have it, the wanted language before others. */
export function matching(templates: readonly Template[], typed: string, language: string): Template[] {
  const wanted = plain(typed)
  const rank = ({ shortcut, title }: Template) =>
    plain(shortcut).startsWith(wanted) ? 0 : plain(title).startsWith(wanted) ? 1 : plain(`${shortcut} ${title}`).includes(wanted) ? 2 : 3
  const foreign = (template: Template) => Number(base(template.language) !== base(language))
  return templates
    .filter((template) => rank(template) < 3)
    .sort((a, b) => foreign(a) - foreign(b) || rank(a) - rank(b) || a.title.localeCompare(b.title))
    .slice(0, MOST)
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

function base(language: string): string {
  return language.split('-')[0] ?? language
}
