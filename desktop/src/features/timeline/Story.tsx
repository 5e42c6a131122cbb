import { Fragment, memo, startTransition, useEffect, useLayoutEffect, useMemo, useRef, useState, type CSSProperties, type RefObject } from 'react'
import { companyZone, useDay } from '@/model/clock'
import type { ReadyCustomer } from '@/model/desk'
import { allEntries, type Piece } from '@/model/entries'
import { placeStore, usePlace, type Sought } from '@/model/place'
import { placeOf } from '@/model/sought'
import { dayNumber, inZone } from '@/model/zone'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import type { TimelineEntry } from '@/wire/types'
import { Entry } from './Entry'

const NEAR_PIXELS = 120
/** Older pages are asked for this many screens before one gets there. */
const AHEAD_SCREENS = 2
/** Pieces that are drawn at once; the others follow, one a frame. */
const DRAWN_FIRST = 2
/** What a line usually takes, for pieces that are too far away to be drawn. */
const LINE_PIXELS = 96
const SHOWN_MILLIS = 6_000
const ANCHORS = CSS.supports('overflow-anchor', 'auto')

interface StoryProps {
  customer: ReadyCustomer
  loadOlder: (before: string) => Promise<void>
}

/** The whole story, newest at the bottom. Older pages come as one scrolls up; what is read stays where it is. */
export function Story({ customer, loadOlder }: StoryProps) {
  const box = useRef<HTMLElement>(null)
  const atEnd = useRef(true)
  const height = useRef(0)
  const loading = useRef(false)
  const [below, setBelow] = useState(0)
  const { pieces, before } = customer
  const here = useSoughtHere(customer)
  const from = useDrawnFrom(pieces, here !== null)
  const count = useMemo(() => pieces.slice(from).reduce((sum, piece) => sum + piece.entries.length, 0), [pieces, from])
  const last = pieces.at(-1)?.entries.at(-1)?.id
  const firstDrawn = pieces[from]?.key
  const first = useRef(firstDrawn)

  // The browser keeps in place what is read while more is drawn above it; where it can't, this does.
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    if (atEnd.current) element.scrollTop = element.scrollHeight
    else if (first.current !== firstDrawn && (!ANCHORS || element.scrollTop === 0)) element.scrollTop += element.scrollHeight - height.current
    first.current = firstDrawn
    height.current = element.scrollHeight
  }, [count, firstDrawn])

  useEffect(() => {
    if (!atEnd.current) setBelow((number) => number + 1)
  }, [last])

  // Pictures and folds change heights after the first paint: who stands at the end stays there.
  useEffect(() => {
    const element = box.current
    const inner = element?.firstElementChild
    if (element === null || inner === null || inner === undefined) return
    const observer = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight
      height.current = element.scrollHeight
    })
    observer.observe(inner)
    return () => observer.disconnect()
  }, [])

  useSought(customer, here, from === 0, box, atEnd, loadOlder)

  const onScroll = () => {
    const element = box.current
    if (element === null) return
    atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PIXELS
    if (atEnd.current) setBelow(0)
    height.current = element.scrollHeight
    if (element.scrollTop < element.clientHeight * AHEAD_SCREENS && before !== null && from === 0 && !loading.current) {
      loading.current = true
      void loadOlder(before).finally(() => {
        loading.current = false
      })
    }
  }
  const toEnd = () => {
    atEnd.current = true
    setBelow(0)
    box.current?.scrollTo({ top: box.current.scrollHeight })
  }
  const { name, tint } = customer.head.customer
  return (
    <section className="flow" ref={box} onScroll={onScroll} aria-label={t.person.timeline(name)} tabIndex={0}>
      <div className="page all">
        {pieces.slice(from).map((piece, at) => (
          <PieceOf key={piece.key} piece={piece} above={pieces[from + at - 1]?.entries.at(-1) ?? null} name={name} tint={tint} />
        ))}
      </div>
      {below > 0 && (
        <div style={{ position: 'sticky', bottom: 8, display: 'grid', justifyItems: 'center' }}>
          <Button icon="down" onClick={toEnd}>
            {t.person.newBelow(below)}
          </Button>
        </div>
      )}
    </section>
  )
}

/**
 * The piece from which on the story is drawn: the newest ones at once, then one more a frame until all are, so that
 * neither opening a person nor a page that was fetched holds anybody's hand.
 */
function useDrawnFrom(pieces: readonly Piece[], whole: boolean): number {
  const [oldest, setOldest] = useState(() => pieces.at(-DRAWN_FIRST)?.key ?? pieces[0]?.key)
  // A piece that is no more was one of another story, which is drawn as it is.
  const from = whole ? 0 : Math.max(0, pieces.findIndex((piece) => piece.key === oldest))
  const next = pieces[Math.max(0, from - 1)]?.key
  useEffect(() => {
    if (next === oldest) return
    return soon(() => startTransition(() => setOldest(next)))
  }, [next, oldest])
  return from
}

/** In the next frame; a page that nobody looks at has none. */
function soon(work: () => void): () => void {
  if (document.hidden) {
    const timer = setTimeout(work, 0)
    return () => clearTimeout(timer)
  }
  const frame = requestAnimationFrame(work)
  return () => cancelAnimationFrame(frame)
}

/** Pages further back at the most, to find what was sought. */
const MOST_PAGES = 60

/** The place in this story that a search led to. */
function useSoughtHere(customer: ReadyCustomer): Sought | null {
  const sought = usePlace((place) => place.sought)
  return sought !== null && sought.customer === customer.head.customer.id ? sought : null
}

/** Where a search led here, the story opens at that place; older pages are fetched until it is there. */
function useSought(customer: ReadyCustomer, here: Sought | null, drawn: boolean, box: RefObject<HTMLElement | null>, atEnd: RefObject<boolean>, loadOlder: StoryProps['loadOlder']): void {
  const pages = useRef(0)
  const { pieces, before } = customer
  useEffect(() => {
    if (here === null || !drawn) return
    const place = placeOf(allEntries(pieces), here, before === null)
    if (place === null && before !== null && pages.current < MOST_PAGES) {
      pages.current++
      atEnd.current = false
      void loadOlder(before).catch(() => placeStore.dispatch({ sought: null }))
      return
    }
    pages.current = 0
    placeStore.dispatch({ sought: null })
    const element = place === null ? null : box.current?.querySelector(`[data-entry="${CSS.escape(place)}"]`)
    if (element == null) return
    atEnd.current = false
    element.scrollIntoView({ block: 'center' })
    // What lies between is drawn only now, and may move it.
    requestAnimationFrame(() => element.scrollIntoView({ block: 'center' }))
    element.classList.add('found-here')
    setTimeout(() => element.classList.remove('found-here'), SHOWN_MILLIS)
  }, [here, drawn, pieces, before, box, atEnd, loadOlder])
}

interface PieceProps {
  piece: Piece
  above: TimelineEntry | null
  name: string
  tint: number
}

export const PieceOf = memo(function PieceOf({ piece, above, name, tint }: PieceProps) {
  const today = useDay()
  const zone = companyZone()
  const heads = useMemo(() => {
    const day = (entry: TimelineEntry) => dayNumber(inZone(Date.parse(entry.at), zone))
    const days = piece.entries.map(day)
    return days.map((one, at) => one !== (at === 0 ? above !== null && day(above) : days[at - 1]))
  }, [piece, above, zone])
  const size = { containIntrinsicBlockSize: `auto ${piece.entries.length * LINE_PIXELS}px` } as CSSProperties
  return (
    <div className="piece" style={size}>
      {piece.entries.map((entry, at) => (
        <Fragment key={`${entry.kind}-${entry.id}`}>
          {heads[at] === true && <div className="day">{t.time.dayHead(Date.parse(entry.at), today, zone)}</div>}
          <Entry entry={entry} name={name} tint={tint} />
        </Fragment>
      ))}
    </div>
  )
})
