/** A mail's text, cut into what was written now and what was only carried along (quotes, signature). */
export interface MailPart {
  kind: 'SAID' | 'QUOTED'
  text: string
}

const ATTRIBUTION = /^(on|am|le|el|il|op|den)\b.{4,200}(wrote|schrieb|a écrit|escribió|ha scritto|schreef|skrev)\s?:\s*$/i
const FORWARD = /^-{2,}\s?(original message|forwarded message|ursprüngliche nachricht|message d'origine)\s?-{2,}$/i
const HEADER_BLOCK = /^(from|von|de):\s.+/i
const HEADER_NEXT = /^(sent|to|date|subject|gesendet|an|datum|betreff|envoyé|à|objet):\s/i

export function partsOf(text: string): MailPart[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  const parts: { kind: MailPart['kind']; lines: string[] }[] = []
  let rest = false
  lines.forEach((line, at) => {
    rest ||= startsRest(lines, at)
    const quoted = rest || line.startsWith('>') || isAttribution(lines, at)
    const kind = quoted ? 'QUOTED' : 'SAID'
    const last = parts.at(-1)
    if (last?.kind === kind || (last !== undefined && line.trim() === '')) last.lines.push(line)
    else parts.push({ kind, lines: [line] })
  })
  return parts
    .map(({ kind, lines: own }) => ({ kind, text: own.join('\n').replace(/^\n+|\s+$/g, '') }))
    .filter((part) => part.text !== '')
}

/** From here on nothing new follows: an original message set below, or a signature. */
function startsRest(lines: readonly string[], at: number): boolean {
  const line = (lines[at] ?? '').trim()
  if (lines[at] === '-- ' || FORWARD.test(line) || /^_{20,}$/.test(line)) return true
  if (!HEADER_BLOCK.test(line)) return false
  return lines.slice(at + 1, at + 4).some((next) => HEADER_NEXT.test(next.trim()))
}

/** "On Monday, Nell wrote:", which some programs break over two lines; it counts only where quotes follow. */
function isAttribution(lines: readonly string[], at: number): boolean {
  const one = (lines[at] ?? '').trim()
  const before = (lines[at - 1] ?? '').trim()
  const after = (lines[at + 1] ?? '').trim()
  const follows = (from: number) => lines.slice(from, from + 3).some((line) => line.startsWith('>'))
  if (ATTRIBUTION.test(one)) return follows(at + 1)
  if (ATTRIBUTION.test(`${one} ${after}`) && one !== '') return follows(at + 2)
  return before !== '' && one !== '' && ATTRIBUTION.test(`${before} ${one}`) && follows(at + 1)
}
