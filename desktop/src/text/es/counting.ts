const MANY = 'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce'.split(' ')

/** Who or what is counted decides between "uno", "un" and "una". */
type Gender = 'm' | 'f'

/** Small numbers are words in a sentence: "dos". Alone, or after its noun, one is "uno" or "una". */
export function count(number: number, gender: Gender = 'm'): string {
  if (number === 1) return gender === 'f' ? 'una' : 'uno'
  return MANY[number] ?? String(number)
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** "una promesa", "tres promesas", "ninguna promesa", before the noun. */
export function plural(number: number, one: string, many: string, gender: Gender = 'm'): string {
  if (number === 0) return `${gender === 'f' ? 'ninguna' : 'ningún'} ${one}`
  if (number === 1) return `${gender === 'f' ? 'una' : 'un'} ${one}`
  return `${count(number)} ${many}`
}
