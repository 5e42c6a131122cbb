import { Fragment, memo, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { companyZone, useNow } from '@/model/clock'
import type { ReadyCustomer } from '@/model/desk'
import { allEntries, type Piece } from '@/model/entries'
import { placeStore, usePlace } from '@/model/place'
import { placeOf } from '@/model/sought'
import { dayNumber, inZone } from '@/model/zone'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import type { TimelineEntry } from '@/wire/types'
import { Entry } from './Entry'

const NEAR_PIXELS = 120
const SHOWN_MILLIS = 6_000

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
  const count = customer.pieces.reduce((sum, piece) => sum + piece.entries.length, 0)
  const last = customer.pieces.at(-1)?.entries.at(-1)?.id
  const { before } = customer

  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    if (atEnd.current) element.scrollTop = element.scrollHeight
    else if (loading.current) element.scrollTop += element.scrollHeight - height.current
    height.current = element.scrollHeight
  }, [count])

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
    })
    observer.observe(inner)
    return () => observer.disconnect()
  }, [])

  useSought(customer, box, atEnd, loadOlder)

  const onScroll = () => {
    const element = box.current
    if (element === null) return
    atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PIXELS
    if (atEnd.current) setBelow(0)
    if (element.scrollTop < NEAR_PIXELS * 3 && before !== null && !loading.current) {
      loading.current = true
      height.current = element.scrollHeight
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
      <div className="page">
        {customer.pieces.map((piece, at) => (
          <PieceOf key={piece.key} piece={piece} above={customer.pieces[at - 1]?.entries.at(-1) ?? null} name={name} tint={tint} />
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

/** Pages further back at the most, to find what was sought. */
const MOST_PAGES = 60

/** Where a search led here, the story opens at that place; older pages are fetched until it is there. */
function useSought(customer: ReadyCustomer, box: RefObject<HTMLElement | null>, atEnd: RefObject<boolean>, loadOlder: StoryProps['loadOlder']): void {
  const sought = usePlace((place) => place.sought)
  const pages = useRef(0)
  const { pieces, before } = customer
  const here = sought !== null && sought.customer === customer.head.customer.id ? sought : null
  useEffect(() => {
    if (here === null) return
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
  }, [here, pieces, before, box, atEnd, loadOlder])
}

interface PieceProps {
  piece: Piece
  above: TimelineEntry | null
  name: string
  tint: number
}

export const PieceOf = memo(function PieceOf({ piece, above, name, tint }: PieceProps) {
  const now = useNow()
  const zone = companyZone()
  const day = (entry: TimelineEntry) => dayNumber(inZone(Date.parse(entry.at), zone))
  return (
    <div className="piece">
      {piece.entries.map((entry, at) => {
        const before = at === 0 ? above : (piece.entries[at - 1] ?? null)
        const fresh = before === null || day(before) !== day(entry)
        return (
          <Fragment key={`${entry.kind}-${entry.id}`}>
            {fresh && <div className="day">{t.time.dayHead(Date.parse(entry.at), now, zone)}</div>}
            <Entry entry={entry} name={name} tint={tint} />
          </Fragment>
        )
      })}
    </div>
  )
})
