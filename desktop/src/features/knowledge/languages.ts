/** Languages a text of ours may be in, by their BCP 47 names; others are written by customers and answered freely. */
export const LANGUAGES = ['en', 'es', 'de', 'fr', 'it', 'pt', 'nl', 'pl', 'uk', 'tr', 'ar', 'zh', 'ja'] as const

/** What a language is called, in the language of this desktop. */
export function languageName(language: string): string {
  return new Intl.DisplayNames(document.documentElement.lang || 'en', { type: 'language' }).of(language) ?? language
}
