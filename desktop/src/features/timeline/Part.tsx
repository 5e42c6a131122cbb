import { useEffect, useRef, useState } from 'react'
import type { ReadyCustomer } from '@/model/desk'
import { piecesOf, withOlder, type Piece } from '@/model/entries'
import { onWish } from '@/model/place'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { SelectField, TextField } from '@/ui/Field'
import { customers } from '@/wire/desk'
import { sentenceOf } from '@/wire/http'
import { PieceOf } from './Story'

/** Which part of a story is looked at. Words go before kinds. */
export interface Wanted {
  part: PartName
  words: string
}

export type PartName = 'ALL' | 'SAID' | 'PROMISES' | 'NOTES' | 'TEAMWORK'

export const WHOLE: Wanted = { part: 'ALL', words: '' }

const KINDS: Record<PartName, readonly string[]> = {
  ALL: [],
  SAID: ['INBOUND', 'OUTBOUND'],
  PROMISES: ['PROMISE', 'MATTER'],
  NOTES: ['NOTE'],
  TEAMWORK: ['HAND_OVER', 'ROOM'],
}

const TYPING_MILLIS = 200

/** What of the story is to be shown, above it. */
export function PartBar({ name, wanted, onWanted }: { name: string; wanted: Wanted; onWanted: (wanted: Wanted) => void }) {
  const words = t.person.part
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => onWish('FIND_IN_STORY', () => field.current?.focus()), [])
  return (
    <form className="part-bar" role="search" aria-label={words.search(name)} onSubmit={(event) => event.preventDefault()}>
      <SelectField label={words.show} quietLabel value={wanted.part} onChange={(event) => onWanted({ part: event.target.value as PartName, words: '' })}>
        {(Object.keys(KINDS) as PartName[]).map((one) => (
          <option key={one} value={one}>
            {words.parts[one]}
          </option>
        ))}
      </SelectField>
      <TextField ref={field} label={words.search(name)} quietLabel type="search" placeholder={words.hint} maxLength={200} value={wanted.words} onChange={(event) => onWanted({ part: 'ALL', words: event.target.value })} />
    </form>
  )
}

interface Found {
  pieces: readonly Piece[]
  before: string | null
  wrong: string | null
}

/** A part of the story, as it stood when it was asked for. */
export function Part({ customer, wanted, onWhole }: { customer: ReadyCustomer; wanted: Wanted; onWhole: () => void }) {
  const [found, setFound] = useState<Found | null>(null)
  const { id, name, tint } = customer.head.customer
  const asked = { kinds: KINDS[wanted.part], words: wanted.words.trim() }
  const { part, words } = { part: wanted.part, words: asked.words }
  useEffect(() => {
    const abort = new AbortController()
    const timer = setTimeout(
      () => {
        customers
          .storyPart(id, { kinds: KINDS[part], words }, null, abort.signal)
          .then((page) => setFound({ pieces: piecesOf(page), before: page.before, wrong: null }))
          .catch((error: unknown) => !abort.signal.aborted && setFound({ pieces: [], before: null, wrong: sentenceOf(error) }))
      },
      words === '' ? 0 : TYPING_MILLIS,
    )
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [id, part, words])
  const older = () => {
    if (found === null || found.before === null) return
    const { before } = found
    customers
      .storyPart(id, asked, before)
      .then((page) => setFound((old) => (old !== null && old.before === before ? { pieces: withOlder(old.pieces, page), before: page.before, wrong: null } : old)))
      .catch((error: unknown) => setFound((old) => (old === null ? old : { ...old, wrong: sentenceOf(error) })))
  }
  return (
    <section className="flow" aria-label={t.person.part.of(name)} aria-busy={found === null} tabIndex={0}>
      <div className="page">
        {found?.before != null && <Button onClick={older}>{t.person.part.older}</Button>}
        {found?.pieces.map((piece, at) => (
          <PieceOf key={piece.key} piece={piece} above={found.pieces[at - 1]?.entries.at(-1) ?? null} name={name} tint={tint} />
        ))}
        {found?.wrong != null && <p role="alert">{found.wrong}</p>}
        {found !== null && found.wrong === null && found.pieces.length === 0 && <Empty>{words === '' ? t.person.part.none : t.person.part.nothing(words)}</Empty>}
        <Button onClick={onWhole}>{t.person.part.whole}</Button>
      </div>
    </section>
  )
}
