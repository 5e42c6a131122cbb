import { useMemo } from 'react'
import { companyZone, serverNow } from '@/model/clock'
import { blank, composeStore, keyOf, missing, useWriting, type Missing, type Writing } from '@/model/compose'
import type { ReadyCustomer } from '@/model/desk'
import { inboundAfter, lastInbound } from '@/model/entries'
import { t } from '@/text'
import { hideToast, showToast } from '@/ui/toasts'
import { customers, interactions } from '@/wire/desk'
import { sentenceOf } from '@/wire/http'
import type { ContactPoint, Id } from '@/wire/types'

/** In place of a contact point: into the chat. */
export const CHAT = 'chat'

/** The reply to one customer: what is written, to whom it would go, and sending it. */
export function useReply(customer: ReadyCustomer) {
  const { customer: who, contactPoints, matters } = customer.head
  const writing = useWriting('REPLY', who.id)
  const key = keyOf('REPLY', who.id)
  const newest = lastInbound(customer.pieces)
  const addresses = useMemo(() => contactPoints.filter((point) => point.kind === 'EMAIL'), [contactPoints])
  // Who wrote last in the chat, or called from its page, is answered there, unless a mail address is chosen.
  const sender = newest === null ? null : (contactPoints.find((point) => newest.from.includes(point.value)) ?? null)
  const spoke = newest?.channel === 'PHONE' || newest?.channel === 'VOICEMAIL'
  const inChat = newest?.channel === 'CHAT' || (spoke && sender?.kind === 'HANDLE' && sender.value.startsWith('chat-'))
  const chatPoint = inChat ? sender : null
  const chat = chatPoint !== null && (writing.to === null || writing.to === CHAT)
  const to: ContactPoint | null = chat ? chatPoint :
    addresses.find((point) => point.id === writing.to) ??
    addresses.find((point) => newest?.from.toLowerCase().includes(point.value) === true) ??
    addresses[0] ??
    null
  const matter: Id | null = matters.some((one) => one.id === writing.matter)
    ? writing.matter
    : (newest?.matter ?? matters.find((one) => one.state !== 'CLOSED')?.id ?? matters[0]?.id ?? null)
  // What they said last, where it was said in this matter or in none.
  const quotes = newest !== null && newest.text.trim() !== '' && (newest.matter === null || newest.matter === matter) ? newest.interaction : null
  const change = (changes: Partial<Omit<Writing, 'saved'>>) => {
    const first = composeStore.state[key] === undefined
    composeStore.dispatch({
      kind: 'changed',
      key,
      change: first ? { ...blank(), sawInbound: newest?.id ?? null, matter, ...changes } : changes,
    })
  }
  const news = writing.text === '' ? 0 : inboundAfter(customer.pieces, writing.sawInbound ?? newest?.id ?? null)
  const send = async (): Promise<Missing | 'SENT' | 'NOT_SENT'> => {
    const now = composeStore.state[key] ?? writing
    const lacks = missing(now, serverNow())
    // Small talk promises nothing; a promise can be made all the same.
    if (lacks !== null && !(chat && lacks === 'PROMISE')) return lacks
    if (to === null || matter === null) return 'NOT_SENT'
    const { promised } = now
    try {
      const sent = await customers.reply(who.id, {
        key: now.key,
        matter,
        to: to.id,
        subject: '',
        text: now.text,
        attachments: now.attachments.map((file) => file.id),
        promised:
          promised.kind === 'PROMISED' && promised.deadline !== null ? { what: promised.what, deadline: promised.deadline } : null,
        channel: chat ? 'CHAT' : null,
        sendAt: chat ? null : now.sendAt,
        sign: !chat && now.signs,
        quotes: !chat && now.quoted ? quotes : null,
        articles: [...now.articles],
      })
      composeStore.dispatch({ kind: 'cleared', key })
      if (chat) return 'SENT'
      if (now.sendAt !== null) {
        showToast(t.compose.waits(who.name, t.time.choice(Date.parse(now.sendAt), serverNow(), companyZone())))
        return 'SENT'
      }
      offerUndo(who.id, who.name, now, sent.interaction, Date.parse(sent.undoUntil) - serverNow())
      return 'SENT'
    } catch (error) {
      showToast(sentenceOf(error), { tone: 'wrong' })
      return 'NOT_SENT'
    }
  }
  return { writing, to, chat, chatPoint, addresses, matter, matters, change, news, send, newest, quotes }
}

function offerUndo(customer: Id, name: string, writing: Writing, interaction: Id, millis: number): void {
  const toast = showToast(t.compose.sent(name), {
    lasts: Math.max(1_000, millis),
    action: {
      label: t.compose.undo,
      keys: 'z',
      perform: () => {
        interactions
          .undo(interaction)
          .then(() => {
            const key = keyOf('REPLY', customer)
            composeStore.dispatch({ kind: 'restored', key, writing: { ...writing, key: crypto.randomUUID(), saved: 'UNSAVED' } })
            hideToast(toast)
            showToast(t.compose.undone(name))
          })
          .catch((error: unknown) => showToast(sentenceOf(error), { tone: 'wrong' }))
      },
    },
  })
}
