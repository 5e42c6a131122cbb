/** What we call somebody when we speak of them: the first name, or the part before the @ where an address is all we know. */
export function callName(name: string): string {
  const first = name.split(' ')[0] ?? name
  const at = first.indexOf('@')
  return at > 0 ? first.slice(0, at) : first
}
