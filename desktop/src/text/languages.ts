/** The languages that the desktop speaks, by their own names. */
export const LANGUAGES = { en: 'English', es: 'Español' } as const

export type Language = keyof typeof LANGUAGES

/** Where lines begin. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return ['ar', 'fa', 'he', 'ur'].includes(language) ? 'rtl' : 'ltr'
}

const PLACE = 'rapport.language'
const CHOSEN = 'rapport.language.chosen'

export function isLanguage(code: string | null): code is Language {
  return code !== null && code in LANGUAGES
}

/** What this browser spoke last, else the first of its own languages that we speak, else English. */
function remembered(): Language {
  try {
    const kept = localStorage.getItem(PLACE)
    if (isLanguage(kept)) return kept
  } catch {
    // A browser that keeps nothing still has its own languages.
  }
  const wanted = typeof navigator === 'undefined' ? [] : navigator.languages
  return wanted.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en'
}

/** What is spoken now. It changes only with a page that is loaded anew, so that all words of a page agree. */
export const spoken: Language = remembered()

/** Takes the words of the language that is spoken: for parts whose words travel with their screens. */
export function chosen<T>(english: T, spanish: T): T {
  return { en: english, es: spanish }[spoken]
}

/** Speaks another language from the next load on, which comes at once. What is being written is kept as always. */
export function speakFromNowOn(language: Language): void {
  try {
    localStorage.setItem(PLACE, language)
  } catch {
    return
  }
  if (language !== spoken) location.reload()
}

/** Somebody chose a language before signing in: their account takes it over when they do. */
export function choose(language: Language): void {
  try {
    sessionStorage.setItem(CHOSEN, language)
  } catch {
    // Then it holds in this browser alone.
  }
  speakFromNowOn(language)
}

/** What was chosen before signing in, once. */
export function takeChosen(): Language | null {
  try {
    const language = sessionStorage.getItem(CHOSEN)
    sessionStorage.removeItem(CHOSEN)
    return isLanguage(language) ? language : null
  } catch {
    return null
  }
}
