import { english } from './en'
import { directionOf, spoken } from './languages'
import type { Texts } from './shape'

/**
 * Every literal a person reads, by screen. English is the first language and defines the shape: another language is
 * a folder beside `en` whose words satisfy `Texts`. Administration and the like have files of their own, so that
 * their words travel only with their screens.
 */
export type { Texts }

export let t: Texts = english

/** Loads the words. To be awaited before any screen is loaded: parts of them keep words from the start. */
export async function speak(): Promise<void> {
  if (spoken === 'es') t = (await import('./es')).spanish
  document.documentElement.lang = spoken
  document.documentElement.dir = directionOf(spoken)
}
