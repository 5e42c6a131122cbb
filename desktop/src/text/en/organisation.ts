import { plural } from './counting'

/** An organisation's own page. */
export const organisation = {
  title: 'Organisation',
  missing: 'This organisation can’t be shown.',
  name: 'Name',
  rename: 'Rename',
  renamed: 'It is called so now.',
  size: (people: number) => plural(people, 'person', 'people'),
  homes: (teams: readonly string[]) => `at home with ${teams.join(', ')}`,
  share: (team: string, people: number) => `${team} (${String(people)})`,
  promises: 'What we owe them',
  noPromises: 'Nothing is open.',
  people: 'Its people',
  nobody: 'Nobody belongs to it any more.',
  more: (people: number) => `and ${String(people)} more`,
  facts: 'About the organisation',
  open: 'Its page',
  found: 'Organisations',
}
