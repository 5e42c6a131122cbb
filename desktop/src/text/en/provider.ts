/** What the page says after a sign-in by the company's own provider. */
export const provider = {
  signIn: (title: string) => `Sign in with ${title}`,
  byPassword: 'Sign in as an administrator, by password',
  outcomes: {
    closed: 'Signing in with your company’s account is switched off here.',
    declined: 'You stopped at your company’s sign-in page. Try again when you like.',
    stale: 'That sign-in was not begun in this browser, or took too long. Please begin once more.',
    away: 'Your company’s sign-in service does not answer just now. Try again in a minute; an administrator can come in by password.',
    refused: 'Your company’s sign-in service refused us. An administrator finds the reason under Administration, Record.',
    'not-believed': 'What your company’s sign-in service answered could not be believed, so nobody was let in. Tell an administrator.',
    unverified: 'Your company’s sign-in service does not vouch for your mail address, so we could not find your account. Tell an administrator.',
    unknown: 'Nobody signs in here under your name yet. Ask an administrator to add you.',
    taken: 'Your account here belongs to another person at your company’s sign-in service. An administrator can unlink it.',
    disabled: 'Your account here is switched off. Ask an administrator.',
    passkey: 'Your company asks for a second step here. Sign in with your passkey.',
  } as Record<string, string>,
}
