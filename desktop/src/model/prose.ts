/** The little Markdown of articles, as the public help pages read it: headings, lists, bold words, links to the web. */
export type Inline = { kind: 'TEXT' | 'BOLD'; text: string } | { kind: 'LINK'; text: string; address: string }

export type Block =
  | { kind: 'PARAGRAPH'; lines: readonly (readonly Inline[])[] }
  | { kind: 'LIST'; items: readonly (readonly Inline[])[] }
  | { kind: 'HEAD'; words: readonly Inline[] }

const MARKED = /\*\*([^*\n]{1,500})\*\*|\[([^[\]\n]{1,300})\]\((https?:\/\/[^\s()<>"']{1,1000})\)/g

function inline(line: string): Inline[] {
  const parts: Inline[] = []
  let at = 0
  for (const found of line.matchAll(MARKED)) {
    if (found.index > at) parts.push({ kind: 'TEXT', text: line.slice(at, found.index) })
    const [whole, bold, text, address] = found
    if (bold !== undefined) parts.push({ kind: 'BOLD', text: bold })
    else if (text !== undefined && address !== undefined) parts.push({ kind: 'LINK', text, address })
    at = found.index + whole.length
  }
  if (at < line.length) parts.push({ kind: 'TEXT', text: line.slice(at) })
  return parts
}

export function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  let lines: Inline[][] = []
  let items: Inline[][] = []
  const settle = () => {
    if (lines.length > 0) blocks.push({ kind: 'PARAGRAPH', lines })
    if (items.length > 0) blocks.push({ kind: 'LIST', items })
    lines = []
    items = []
  }
  for (const line of text.split(/\r?\n/)) {
    const item = /^[-*] (.*)$/.exec(line)?.[1]
    const head = /^##? (.*)$/.exec(line)?.[1]
    if (item !== undefined ? lines.length > 0 : items.length > 0 || head !== undefined || line.trim() === '') settle()
    if (item !== undefined) items.push(inline(item))
    else if (head !== undefined) blocks.push({ kind: 'HEAD', words: inline(head) })
    else if (line.trim() !== '') lines.push(inline(line))
  }
  settle()
  return blocks
}

/** Its words alone, in one line. */
export function plainOf(text: string): string {
  const said = (parts: readonly Inline[]) => parts.map((part) => part.text).join('')
  return blocksOf(text)
    .flatMap((block) => (block.kind === 'HEAD' ? [said(block.words)] : (block.kind === 'LIST' ? block.items : block.lines).map(said)))
    .join(' ')
    .replace(/\s+/g, ' ')
}
