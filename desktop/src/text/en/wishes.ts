/** What somebody wants of us. */
export const wishes = {
  title: 'What they want',
  language: 'Language',
  /** "German", by its code. */
  languageName: (code: string): string => {
    try {
      return new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code
    } catch {
      return code
    }
  },
  bestTime: 'Best time to call',
  quiet: 'Quiet hours',
  noQuiet: 'none',
  days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  everyDay: 'every day',
  slot: (days: string, from: string, to: string) => `${days} ${from} to ${to}`,
  inZone: (zone: string) => `in ${zone}`,
  kinds: {
    MARKETING_MAIL: 'Marketing by mail',
    MARKETING_CALL: 'Marketing by call',
    CALL_RECORDING: 'Recording of calls',
    SURVEY: 'Surveys',
    SHARING: 'Sharing with partners',
  },
  agreed: (when: string, how: string) => `agreed ${when}, ${how}`,
  by: (name: string) => `noted by ${name}`,
  withdrawn: (when: string) => `withdrawn ${when}`,
  withdraw: 'Withdraw',
  withdrawOf: (kind: string) => `Withdraw ${kind}`,
  isWithdrawn: (kind: string) => `${kind}: withdrawn.`,
  restored: (kind: string) => `${kind}: agreed as before.`,
  kept: (what: string) => `${what}: kept.`,
  undone: (what: string) => `${what}: as it was.`,
  undo: 'Undo',
  add: 'Add an agreement',
  agreement: {
    title: (name: string) => `To what did ${name} agree?`,
    kind: 'They agree to',
    how: 'How they said so',
    howHint: 'In a call, on the form, in writing',
    go: 'Note it',
    noted: (kind: string) => `${kind}: agreed.`,
  },
  quietDialog: {
    title: (name: string) => `When should nobody call ${name}?`,
    why: 'Whoever promises a call for that time is warned. Without a stretch, there are no quiet hours.',
    zone: 'Their time zone',
    days: (number: number) => `Days of stretch ${number}`,
    from: (number: number) => `Stretch ${number}, from`,
    to: (number: number) => `Stretch ${number}, to`,
    add: 'Add a stretch',
    remove: (number: number) => `Remove stretch ${number}`,
    go: 'Keep',
  },
  warning: (name: string, when: string) => `${name} does not want to be called then: it is ${when} where they are.`,
}
