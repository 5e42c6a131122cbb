import type { Id, TimelineEntry, TimelinePage } from '@/wire/types'

/**
 * A timeline in pieces of a dozen entries, oldest piece first. Pieces keep their identity while others come and
 * go, so a screen can leave the far ones undrawn and a page fetched above moves nothing below.
 */
export interface Piece {
  key: string
  entries: readonly TimelineEntry[]
}

const PIECE_SIZE = 12

export function piecesOf(page: TimelinePage): Piece[] {
  const pieces: Piece[] = []
  // From the end: the newest piece is full, the oldest may be short.
  for (let end = page.entries.length; end > 0; end -= PIECE_SIZE) {
    const entries = page.entries.slice(Math.max(0, end - PIECE_SIZE), end)
    const first = entries[0]
    if (first !== undefined) pieces.unshift({ key: `${first.kind}-${first.id}`, entries })
  }
  return pieces
}

export function withOlder(pieces: readonly Piece[], page: TimelinePage): readonly Piece[] {
  const known = new Set(pieces[0]?.entries.map((entry) => entry.id))
  const entries = page.entries.filter((entry) => !known.has(entry.id))
  return [...piecesOf({ ...page, entries }), ...pieces]
}

/** Adds an entry where its time puts it, or replaces the one with its id (its delivery changed, say). */
export function withEntry(pieces: readonly Piece[], entry: TimelineEntry): readonly Piece[] {
  for (let at = pieces.length - 1; at >= 0; at--) {
    const piece = pieces[at]
    if (piece === undefined) continue
    const known = piece.entries.findIndex((other) => other.id === entry.id)
    if (known < 0) continue
    const entries = piece.entries.map((other, index) => (index === known ? entry : other))
    return pieces.map((other) => (other === piece ? { ...piece, entries } : other))
  }
  const last = pieces.at(-1)
  if (last === undefined || (last.entries.length >= PIECE_SIZE * 2 && isAfter(entry, last.entries.at(-1))))
    return [...pieces, { key: `${entry.kind}-${entry.id}`, entries: [entry] }]
  const into = pieces.findLast((piece) => isAfter(entry, piece.entries[0])) ?? pieces[0] ?? last
  const at = into.entries.findLastIndex((other) => isAfter(entry, other)) + 1
  const entries = into.entries.toSpliced(at, 0, entry)
  return pieces.map((piece) => (piece === into ? { ...piece, entries } : piece))
}

function isAfter(entry: TimelineEntry, other: TimelineEntry | undefined): boolean {
  return other === undefined || Date.parse(entry.at) >= Date.parse(other.at)
}

export function allEntries(pieces: readonly Piece[]): TimelineEntry[] {
  return pieces.flatMap((piece) => piece.entries)
}

export type Inbound = Extract<TimelineEntry, { kind: 'INBOUND' }>

export function lastInbound(pieces: readonly Piece[]): Inbound | null {
  for (let at = pieces.length - 1; at >= 0; at--) {
    const found = pieces[at]?.entries.findLast((entry): entry is Inbound => entry.kind === 'INBOUND')
    if (found !== undefined) return found
  }
  return null
}

/** How many messages came from the customer after the given one; all of them if it is not known. */
export function inboundAfter(pieces: readonly Piece[], seen: Id | null): number {
  const inbound = allEntries(pieces).filter((entry) => entry.kind === 'INBOUND')
  if (seen === null) return inbound.length
  const at = inbound.findIndex((entry) => entry.id === seen)
  return at < 0 ? 0 : inbound.length - at - 1
}

/** The story without a message that was called back. */
export function withoutInteraction(pieces: readonly Piece[], interaction: Id): readonly Piece[] {
  const is = (entry: TimelineEntry) => entry.kind === 'OUTBOUND' && entry.interaction === interaction
  return pieces.map((piece) => (piece.entries.some(is) ? { ...piece, entries: piece.entries.filter((entry) => !is(entry)) } : piece))
}
