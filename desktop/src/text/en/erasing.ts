import { plural } from './counting'

/** Forgetting a person for good. */
export const erasing = {
  title: (name: string) => `Erase ${name}?`,
  why: 'Names, addresses, words, files and everything that was noted about them are erased wherever they stand. What was counted stays, under nobody’s name: how many, when, in which team, kept or late. If they write again, they are somebody new.',
  day: 'It waits 24 hours, in which it can be taken back. After that nobody can.',
  counts: {
    addresses: (number: number) => plural(number, 'address', 'addresses'),
    messages: (number: number) => plural(number, 'message', 'messages'),
    files: (number: number) => plural(number, 'file', 'files'),
    notes: (number: number) => plural(number, 'note', 'notes'),
    matters: (number: number) => plural(number, 'matter', 'matters'),
    promises: (number: number) => plural(number, 'promise', 'promises'),
    openPromises: (number: number) => `${plural(number, 'promise', 'promises')} still open, which nobody will owe any more`,
    drafts: (number: number) => plural(number, 'draft', 'drafts'),
    facts: (number: number) => plural(number, 'fact', 'facts'),
    claimants: (number: number) => `${plural(number, 'record', 'records')} that only claims to be them; it stays, and is erased on its own page`,
  },
  reason: 'Why',
  choose: 'Choose a reason',
  reasons: {
    THEY_ASKED: 'They asked for it',
    AGREEMENT_ENDED: 'They took back what they had agreed to',
    NOT_NEEDED: 'There is no purpose any more',
    ORDERED: 'A court or an authority said so',
  },
  type: (name: string) => `Type ${name} to be sure`,
  go: 'Erase in 24 hours',
  asked: (name: string) => `${name} will be erased in 24 hours.`,
  waits: (when: string) => `This person will be erased on ${when}.`,
  cancel: 'Take it back',
  cancelled: 'Taken back. Nothing is erased.',
}
