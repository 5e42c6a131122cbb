import { capital, count, plural } from './counting'

/** What opens Today: a person may stop reading when it is calm. */
export interface DayFacts {
  name: string
  team: string
  late: number
  soon: number
  /** The last of the next half hour's deadlines, said. */
  soonBy: string
  /** The next deadline of today after that, said; null when today has none. */
  next: string | null
  later: number
  unowned: number
  unownedLate: number
  /** Who of the unowned waits longest, and for how long. */
  longest: { who: string; span: string } | null
  offered: number
}

function opening(day: DayFacts): string {
  const { name, late, soon, soonBy, next } = day
  if (late > 0) {
    const first = `${capital(plural(late, 'promise is', 'promises are'))} late, ${name}.`
    return soon === 0 ? first : `${first} ${capital(count(soon))} more ${soon === 1 ? 'falls' : 'fall'} due by ${soonBy}.`
  }
  if (soon > 0) return `Nothing is late, ${name}. ${capital(plural(soon, 'promise falls', 'promises fall'))} due by ${soonBy}.`
  if (next !== null) return `Nothing is late, ${name}. Your next promise is for ${next}.`
  if (day.later > 0) return `Nothing more is promised today, ${name}.`
  return day.unowned > 0 ? `You have promised nothing yet, ${name}.` : `All is answered, ${name}.`
}

function second(day: DayFacts): string {
  const offer = day.offered === 0 ? '' : `${capital(plural(day.offered, 'colleague asks', 'colleagues ask'))} you to take over. `
  if (day.unowned === 0) return `${offer}Nobody waits for someone in ${day.team}.`
  const who = day.longest === null ? '' : `, ${day.longest.who} the longest, ${day.longest.span}`
  const late = day.unownedLate === 0 ? '' : ` ${capital(plural(day.unownedLate, 'is', 'are'))} late.`
  return `${offer}${capital(plural(day.unowned, 'person waits', 'people wait'))} for someone in ${day.team}${who}.${late}`
}

const CHANNEL_SAID = {
  PHONE: 'said on the phone',
  VOICEMAIL: 'after a voicemail',
  MAIL: 'said by mail',
  FORM: 'after a form',
  CHAT: 'said in chat',
  VIDEO: 'said by video',
  POST: 'after a post',
  VOTE: 'answer to a vote',
  SMS: 'answer to a short message',
} as const

const KIND_SAID = {
  ANSWER: 'to answer',
  CALL_BACK: 'asked to be called',
  FOLLOW_UP: 'we move first',
  CARE: 'we look after it',
  HELLO: 'to say hello',
} as const

export const today = {
  title: 'Today',
  opening,
  second,
  lane: { LATE: 'Late', SOON: 'Next 30 minutes', TODAY: 'Today', LATER: 'Later' },
  offered: 'Offered to you',
  unowned: (team: string) => `Nobody’s yet, in ${team}`,
  needHelp: 'Need help',
  needHelpBeside: 'the owner keeps it and gains a helper',
  forYou: 'For you',
  mentions: (who: string, person: string) => `${who} mentions you on ${person}’s page`,
  voted: (person: string) => `${person} says how it was`,
  held: (person: string) => `Your reply is held: ${person} wrote first`,
  aside: 'Put aside',
  asideBeside: (when: string) => `the next is back ${when}`,
  backAt: (when: string) => `back ${when}`,
  alarms: 'Doors that need a look',
  afterWeek: (number: number) => `${count(number)} more after the next seven days`,
  more: (number: number) => `Show ${number} more`,
  newest: (name: string, what: string) => `Newest: ${name}, “${what}”`,
  waits: (span: string) => `waits ${span}`,
  due: (when: string) => `due ${when}`,
  late: (span: string) => `${span} late`,
  answerTo: (what: string) => `Answer: ${what}`,
  said: (kind: keyof typeof KIND_SAID | 'SAID', channel: keyof typeof CHANNEL_SAID) =>
    kind === 'SAID' ? CHANNEL_SAID[channel] : KIND_SAID[kind],
  sales: 'sales',
  knocks: ({ times, doors, hours }: { times: number; doors: number; hours: number }) =>
    `${count(times)} knocks${doors > 1 ? ` at ${count(doors)} doors` : ''} in ${hours < 1 ? 'an hour' : plural(Math.round(hours), 'hour', 'hours')}`,
  unproven: 'address not proven',
  knownBy: (name: string) => `${name} knows them`,
  owner: (name: string) => `${name}’s`,
  helper: (name: string) => `${name} helps`,
  leadAdded: 'the lead knows',
  askedOver: (name: string) => `offered to ${name}`,
  offers: (name: string) => `${name} asks you to take this over`,
  nothingMine: 'You have promised nothing that is still open.',
  onlyAside: 'All of yours that is open is put aside.',
  nothingMineHint: 'What you promise in a reply, or take from the right, stands here by its deadline.',
  nothingUnowned: 'Nobody waits for someone.',
  nothingUnownedHint: 'New mails and forms appear here the moment they arrive.',
  arrived: (number: number, name: string) => (number === 1 ? `New: ${name}` : `${number} new, the last from ${name}`),
  since: (when: string) => `since ${when}`,
}
