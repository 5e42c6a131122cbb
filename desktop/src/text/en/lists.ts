import { capital, plural } from './counting'

export const people = {
  title: 'People',
  opening: 'Everyone who ever reached us.',
  second: 'Last spoken to first. Search by name, address, organisation, or by what was said.',
  search: 'Search people and what was said',
  searchHint: 'Name, address, organisation, or words that were said',
  found: (number: number, more: boolean) => (more ? `the first ${number}` : plural(number, 'person', 'people')),
  none: (words: string) => `Nobody is known by “${words}”.`,
  said: 'What was said',
  nothingSaid: (words: string) => `Nobody said “${words}”.`,
  saidHint: 'All words must be there. “Words in quotes” stand together, a minus sign leaves a word out, or takes either.',
  among: 'Among',
  everybody: 'Everybody',
  myTeam: (name: string) => name,
  kinds: { INBOUND: 'wrote', OUTBOUND: 'was told', NOTE: 'note', PROMISE: 'promised', QUESTION: 'asked in the room', ANSWER: 'answered in the room' },
  noneYet: 'Nobody has reached us yet.',
  noneYetHint: 'A person appears here with their first mail, form or call.',
  open: (number: number) => plural(number, 'open promise', 'open promises'),
  last: (when: string) => `last spoken ${when}`,
  more: 'Show more',
}

export const team = {
  title: 'Team',
  opening: (waiting: number, late: number, free: number) => {
    if (waiting === 0 && late === 0) return `Nobody waits and nothing is late. ${capital(plural(free, 'person is', 'people are'))} free.`
    const waits = waiting === 0 ? 'Nobody waits' : capital(plural(waiting, 'person waits', 'people wait'))
    const lates = late === 0 ? 'nothing is late' : plural(late, 'promise is late', 'promises are late')
    return `${waits}, ${lates}, ${plural(free, 'person is', 'people are')} free.`
  },
  second: (kept: number, made: number) =>
    made === 0 && kept === 0 ? 'No promise has been made yet today.' : `${capital(plural(made, 'promise', 'promises'))} made today, ${kept} kept.`,
  waits: 'What waits',
  longest: (who: string, span: string) => `${who} waits longest, ${span}`,
  nobodyWaits: 'Nobody waits.',
  atRisk: 'Promises at risk',
  atRiskBeside: 'the owner keeps it and gains a helper',
  nothingAtRisk: 'No promise is late or close to it.',
  all: 'All open promises',
  who: 'Who is in, and on what',
  knows: 'knows them',
  kept: 'Promises kept, today',
  keptOf: (kept: number, made: number) => `${kept} kept, ${made} made`,
  keptWhy: 'By all of us together.',
  free: 'Free to help',
  nobodyFree: 'Nobody is free just now.',
  state: { AVAILABLE: 'Free', HANDLING: 'Busy', WRAP_UP: 'Writing up', AWAY: 'Away', OFFLINE: 'Not in' },
  which: 'Team',
  at: { VIEWING: (name: string) => `with ${name}`, TYPING: (name: string) => `writes to ${name}`, AWAY: (name: string) => `with ${name}, away for a moment` },
  load: (open: number) => (open === 1 ? '1 open promise' : `${open} open promises`),
  nothingOpen: 'nothing promised',
  next: (what: string, when: string) => `next ${when}: ${what}`,
  open: (name: string) => `What ${name} has promised`,
  to: (when: string) => `to ${when}`,
  justNow: 'just now',
}

export const junk = {
  title: 'Junk lane',
  opening: (number: number) => (number === 0 ? 'Nothing in the junk lane.' : `${capital(plural(number, 'message waits', 'messages wait'))} for a look.`),
  second: 'What we took for junk. Rescue what is a person; the rest goes when you say so.',
  noneSelected: 'Select something first.',
  empty: 'Nothing to look at. What looks like junk comes here, and never vanishes by itself.',
  select: (from: string) => `Select the message from ${from}`,
  all: 'Select all shown',
  selected: (number: number) => `${plural(number, 'message', 'messages')} selected`,
  dismiss: (number: number) => (number > 1 ? `Dismiss ${number}` : 'Dismiss'),
  rescue: (number: number) => (number > 1 ? `Rescue ${number}` : 'Rescue'),
  dismissAll: (number: number) => `Dismiss all ${number}`,
  dismissAllSure: (number: number) => `Dismiss all ${number}, also those not shown?`,
  dismissed: (number: number) => `${capital(plural(number, 'message', 'messages'))} dismissed.`,
  rescued: (number: number) => `${capital(plural(number, 'message is', 'messages are'))} a matter now.`,
  more: 'Show more',
}
