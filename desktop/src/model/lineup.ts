/** When a line that was lost is opened again, and when it is left to whoever has it now. Pure; times in milliseconds. */
const FIRST_PAUSE_MILLIS = 500
const LONGEST_PAUSE_MILLIS = 20_000
const SHORT_LIFE_MILLIS = 20_000
const LOOKED_BACK_MILLIS = 120_000
const MOST_SHORT_LIVES = 3

/**
 * @param failures how often it failed since it was last up, 0 and more
 * @param chance 0 to 1, so that a whole room does not come back at once
 */
export function pauseBefore(failures: number, chance: number): number {
  const longest = Math.min(FIRST_PAUSE_MILLIS * 2 ** Math.min(failures, 16), LONGEST_PAUSE_MILLIS)
  return longest * (0.5 + chance / 2)
}

/** A line that was up, from when to when. */
export interface Life {
  from: number
  to: number
}

/** Two windows that know nothing of each other take the line from one another for ever: who loses it again and again lets go. */
export function shouldLetGo(lives: readonly Life[], now: number): boolean {
  const short = lives.filter((life) => now - life.to < LOOKED_BACK_MILLIS && life.to - life.from < SHORT_LIFE_MILLIS)
  return short.length >= MOST_SHORT_LIVES
}

/** The lives that still count. */
export function recent(lives: readonly Life[], now: number): Life[] {
  return lives.filter((life) => now - life.to < LOOKED_BACK_MILLIS)
}
