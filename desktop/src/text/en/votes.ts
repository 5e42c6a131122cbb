/** How people say it was. */
export const votes = {
  title: 'How they say it was',
  none: 'Nobody has asked them yet, or they did not say.',
  /** The word, or the number with its scale. */
  said: (scale: 'FACES' | 'CSAT' | 'NPS', answer: number, word: string) =>
    scale === 'FACES' ? word : scale === 'CSAT' ? `${answer} of 5` : `${answer} of 10`,
  voted: 'vote',
  changedFrom: (before: string) => `before: ${before}`,
  overtaken: 'changed since',
  again: 'Had to explain it more than once.',
  notAgain: 'Had to explain it only once.',
  reads: (name: string) => `${name} reads it`,
  team: 'the team reads it',
  helped: (before: string) => `asked again; before we did something it was: ${before}`,
  excluded: { STAFF: 'not counted: one of us', NETWORK: 'not counted: from our own network' },
  how: { LOT: 'drawn by lot', BY_HAND: 'asked by hand', CAMPAIGN: 'asked in a campaign', SIGNATURE: 'under a mail of ours', AGAIN: 'asked again' },
  faces: { 4: 'gold face', 3: 'green face', 2: 'amber face', 1: 'red face' },
  ask: {
    title: (name: string) => `Ask ${name} how it was`,
    why: 'The same rules hold as for everybody: nobody is asked often, nor while we owe them something. It is counted apart from those whom the lot chose.',
    survey: 'What they are asked',
    go: 'Send it',
    sent: (name: string) => `${name} is asked.`,
    none: 'No survey has been set up yet. An administrator does so.',
  },
  underMails: 'Two faces stand under my mails',
  underMailsHint: 'Whoever clicks one can say how it was. It is counted apart.',
  underMailsKept: 'Kept.',
}
