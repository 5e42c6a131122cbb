import type { Card, Id, PromiseRow, TimelineEntry } from '@/wire/types'
import { partsOf } from './quoted'

const LONGEST = 280

/** A hand-over card as the timeline suggests it; a person reads it over before it goes. */
export function suggestCard(entries: readonly TimelineEntry[], promise: PromiseRow, me: Id): Card {
  const ofMatter = entries.filter((entry) => entry.matter === promise.matter || entry.matter === null)
  const asked = ofMatter.findLast((entry) => entry.kind === 'INBOUND')
  const tried = ofMatter.filter(
    (entry) => entry.kind === 'NOTE' || (entry.kind === 'OUTBOUND' && !entry.automatic && entry.agent === me),
  )
  return {
    asked: asked?.kind === 'INBOUND' ? gist(asked.text) || asked.subject : promise.about,
    promised: promise.what,
    tried: tried.slice(-2).map(said).filter(Boolean).join(' '),
    dontAsk: numbersSaid(ofMatter),
    mood: moodOf(promise),
    nextStep: '',
  }
}

/** Numbers they gave us: of an order, a contract, a device. Nobody is to ask for them again. */
function numbersSaid(entries: readonly TimelineEntry[]): string {
  const texts = entries.flatMap((entry) => (entry.kind === 'INBOUND' ? [entry.subject, gist(entry.text)] : []))
  const found = texts.flatMap((text) => text.match(/\b[A-Z]{0,4}[-/]?\d{4,}(?:[-/]\d+)*\b/g) ?? [])
  return [...new Set(found)].slice(0, 6).join(', ')
}

function moodOf(promise: PromiseRow): Card['mood'] {
  const times = promise.knocks?.times ?? 0
  if (promise.state === 'BROKEN' || times >= 3) return 'UPSET'
  return times === 2 ? 'WORRIED' : ''
}

function said(entry: TimelineEntry): string {
  return entry.kind === 'NOTE' || entry.kind === 'OUTBOUND' ? gist(entry.text) : ''
}

const GREETING = /^(dear|hello|hi|hey|good (morning|afternoon|evening|day))\b[^.!?]{0,60}$/i

/** The first paragraphs that say something, without greeting and quotes, cut at a sentence. */
export function gist(text: string): string {
  const own = partsOf(text)
    .filter((part) => part.kind === 'SAID')
    .map((part) => part.text)
    .join('\n')
  const paragraphs = own.split(/\n+/).map((paragraph) => paragraph.trim())
  const telling = paragraphs.filter((paragraph) => paragraph !== '' && !GREETING.test(paragraph.replace(/,$/, '')))
  const joined = telling.join(' ').replace(/\s+/g, ' ')
  if (joined.length <= LONGEST) return joined
  const cut = joined.slice(0, LONGEST)
  const sentence = Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('? '), cut.lastIndexOf('! '))
  return sentence > 80 ? cut.slice(0, sentence + 1) : `${cut.slice(0, cut.lastIndexOf(' '))}…`
}
