import type { Attachment, Draft, Id, Instant } from '@/wire/types'
import { Store, useStore } from './store'
import { blanks } from './templates'

/** What is being written to or about one customer: kept here while screens come and go, saved by `saving`. */
export type Promised =
  | { kind: 'UNANSWERED' }
  | { kind: 'NOTHING_MORE' }
  | { kind: 'PROMISED'; what: string; deadline: Instant | null }

export interface Writing {
  text: string
  promised: Promised
  attachments: readonly Attachment[]
  matter: Id | null
  /** Contact point the reply goes to; null means the one they wrote from. */
  to: Id | null
  /** The customer's newest message when the writing began: what comes after it is worth reading first. */
  sawInbound: Id | null
  /** Made once per reply, so that sending twice sends one mail. */
  key: string
  /** When it leaves; null: at once; empty: a moment is still to be chosen. */
  sendAt: Instant | null
  /** Whether the signature, and what they said, stand under it. */
  signs: boolean
  quoted: boolean
  /** Articles that were put in. */
  articles: readonly Id[]
  /** UNSAVED: newer than what the server has. HERE: the server couldn't be reached, this browser keeps it. */
  saved: 'EMPTY' | 'UNSAVED' | 'SAVING' | 'SAVED' | 'HERE'
}

export type WritingKind = Draft['kind']
export type WritingKey = `${WritingKind} ${Id}`
export type ComposeState = Readonly<Record<WritingKey, Writing>>

export type ComposeEvent =
  | { kind: 'changed'; key: WritingKey; change: Partial<Omit<Writing, 'saved'>> }
  | { kind: 'saved'; key: WritingKey; saved: Writing['saved'] }
  | { kind: 'restored'; key: WritingKey; writing: Writing }
  | { kind: 'cleared'; key: WritingKey }

export function keyOf(kind: WritingKind, customer: Id): WritingKey {
  return `${kind} ${customer}`
}

export function ofKey(key: WritingKey): { kind: WritingKind; customer: Id } {
  return { kind: key.startsWith('REPLY') ? 'REPLY' : 'NOTE', customer: key.slice(key.indexOf(' ') + 1) }
}

export function blank(): Writing {
  return {
    text: '',
    promised: { kind: 'UNANSWERED' },
    attachments: [],
    matter: null,
    to: null,
    sawInbound: null,
    key: crypto.randomUUID(),
    sendAt: null,
    signs: true,
    quoted: true,
    articles: [],
    saved: 'EMPTY',
  }
}

export function reduceCompose(state: ComposeState, events: readonly ComposeEvent[]): ComposeState {
  return events.reduce<ComposeState>((before, event) => {
    switch (event.kind) {
      case 'changed':
        return {
          ...before,
          [event.key]: { ...(before[event.key] ?? blank()), ...event.change, saved: 'UNSAVED' },
        }
      case 'saved': {
        const writing = before[event.key]
        return writing === undefined ? before : { ...before, [event.key]: { ...writing, saved: event.saved } }
      }
      case 'restored':
        return { ...before, [event.key]: event.writing }
      case 'cleared': {
        const others = { ...before } as Record<WritingKey, Writing>
        Reflect.deleteProperty(others, event.key)
        return others
      }
    }
  }, state)
}

/** What the server keeps of it. */
export function draftOf(kind: WritingKind, writing: Writing): Omit<Draft, 'agent' | 'at'> {
  const { promised } = writing
  return {
    kind,
    matter: writing.matter,
    text: writing.text,
    promisedWhat: promised.kind === 'PROMISED' ? promised.what : '',
    promisedBy: promised.kind === 'PROMISED' ? promised.deadline : null,
    attachments: [...writing.attachments],
    to: writing.to,
    // Empty: chosen, but no moment yet.
    sendAt: writing.sendAt === '' ? null : writing.sendAt,
    signs: writing.signs,
    quotes: writing.quoted,
    articles: [...writing.articles],
  }
}

export function writingOf(draft: Draft, sawInbound: Id | null): Writing {
  return {
    ...blank(),
    text: draft.text,
    matter: draft.matter,
    attachments: draft.attachments,
    to: draft.to,
    sendAt: draft.sendAt,
    signs: draft.signs,
    quoted: draft.quotes,
    articles: draft.articles,
    promised:
      draft.promisedWhat !== '' || draft.promisedBy !== null
        ? { kind: 'PROMISED', what: draft.promisedWhat, deadline: draft.promisedBy }
        : { kind: 'UNANSWERED' },
    sawInbound,
    saved: 'SAVED',
  }
}

/** Why a reply can't go yet, or null when it can. */
export type Missing = 'TEXT' | 'BLANK' | 'MOMENT' | 'PROMISE' | 'WHAT' | 'WHEN' | 'WHEN_PAST'

export function missing(writing: Writing, now: number): Missing | null {
  if (writing.text.trim() === '') return 'TEXT'
  if (blanks(writing.text).length > 0) return 'BLANK'
  if (writing.sendAt === '') return 'MOMENT'
  const { promised } = writing
  if (promised.kind === 'UNANSWERED') return 'PROMISE'
  if (promised.kind === 'NOTHING_MORE') return null
  if (promised.what.trim() === '') return 'WHAT'
  if (promised.deadline === null) return 'WHEN'
  return Date.parse(promised.deadline) <= Math.max(now, writing.sendAt === null ? 0 : Date.parse(writing.sendAt)) ? 'WHEN_PAST' : null
}

const NOTHING: Writing = { ...blank(), key: '' }

export const composeStore = new Store<ComposeState, ComposeEvent>({}, reduceCompose)

export function useWriting(kind: WritingKind, customer: Id): Writing {
  return useStore(composeStore, (state) => state[keyOf(kind, customer)] ?? NOTHING)
}
