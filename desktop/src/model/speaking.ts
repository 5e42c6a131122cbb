/** Whether somebody speaks although they are muted. Pure; levels go from 0 (silence) to 1, times are milliseconds. */
const SPEECH_LEVEL = 0.5
const LONG_ENOUGH_MILLIS = 500
const BREATH_MILLIS = 350
const SHOWN_MILLIS = 5_000

export interface Speaking {
  /** Since when; null while it is quiet. */
  since: number | null
  heardAt: number
  remindedAt: number | null
}

export const SILENT: Speaking = { since: null, heardAt: 0, remindedAt: null }

export function isSpeech(level: number): boolean {
  return level >= SPEECH_LEVEL
}

/** A cough is not speech, and a breath does not end it. */
export function heard(before: Speaking, level: number, now: number): Speaking {
  if (!isSpeech(level)) return before.since !== null && now - before.heardAt > BREATH_MILLIS ? { ...before, since: null } : before
  const since = before.since ?? now
  const remindedAt = now - since >= LONG_ENOUGH_MILLIS ? now : before.remindedAt
  return { since, heardAt: now, remindedAt }
}

export function reminds(speaking: Speaking, now: number): boolean {
  return speaking.remindedAt !== null && now - speaking.remindedAt < SHOWN_MILLIS
}
