const WORDS = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ')

/** Small numbers are words in a sentence. */
export function count(number: number): string {
  return WORDS[number] ?? String(number)
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export function plural(number: number, one: string, many: string): string {
  return `${count(number)} ${number === 1 ? one : many}`
}
