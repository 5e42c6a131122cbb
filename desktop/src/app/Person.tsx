import { useEffect, useRef, useState } from 'react'
import { Know } from '@/features/customer/Know'
import { PersonHead } from '@/features/customer/Head'
import { Note } from '@/features/channel/Note'
import { Reply } from '@/features/channel/Reply'
import { Concerns } from '@/features/outreach/Concerns'
import { Part, PartBar, WHOLE } from '@/features/timeline/Part'
import { Story } from '@/features/timeline/Story'
import { composeStore, keyOf, useWriting, writingOf } from '@/model/compose'
import { deskStore, useDesk, useMay, useMe, type ReadyCustomer } from '@/model/desk'
import { lastInbound } from '@/model/entries'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { customers } from '@/wire/desk'
import type { Id } from '@/wire/types'
import { loadCustomer, loadOlder, watch } from './desk'

const TYPING_MILLIS = 4_000

/** One person: what we owe them, the story, and two places to write. */
export function Person({ customer }: { customer: Id }) {
  const state = useDesk((desk) => desk.customers.get(customer))
  const signedIn = useDesk((desk) => desk.lanes !== null)
  useEffect(() => {
    if (!signedIn) return
    watch(customer, 'VIEWING')
    void loadCustomer(customer)
    return () => watch(null, 'VIEWING')
  }, [customer, signedIn])
  useGrade(customer)
  if (state === undefined || state.kind === 'LOADING') return <main aria-busy="true" />
  if (state.kind === 'FAILED')
    return (
      <main>
        <Empty hint={state.sentence}>{t.person.missing}</Empty>
        <div style={{ padding: '0 16px' }}>
          <Button onClick={() => void loadCustomer(customer)}>{t.shell.reload}</Button>
        </div>
      </main>
    )
  return <Ready key={customer} customer={state} />
}

function Ready({ customer }: { customer: ReadyCustomer }) {
  const me = useMe()
  const writes = useMay('ANSWER')
  const [wanted, setWanted] = useState(WHOLE)
  const [about, setAbout] = useState(false)
  const whole = wanted.part === 'ALL' && wanted.words.trim() === ''
  const restored = useRef(-1)
  useEffect(() => {
    // Once for each snapshot: what the stream says of drafts meanwhile is what was typed here.
    if (restored.current === customer.seq) return
    restored.current = customer.seq
    restoreDrafts(customer, me)
  }, [customer, me])
  useSeen(customer.head.customer.id, writes)
  return (
    <main className={about ? 'person about' : 'person'} id="screen" style={{ overflow: 'hidden' }}>
      <div className="story">
        <div>
          <PersonHead customer={customer} about={() => setAbout(true)} />
          <Concerns customer={customer} />
        </div>
        <Others customer={customer} />
        <PartBar name={customer.head.customer.name} wanted={wanted} onWanted={setWanted} />
        {whole ? (
          <Story customer={customer} loadOlder={(before) => loadOlder(customer.head.customer.id, before)} />
        ) : (
          <Part customer={customer} wanted={wanted} onWhole={() => setWanted(WHOLE)} />
        )}
        {writes && (
          <div className="write">
            <Reply customer={customer} />
            <Note customer={customer} />
          </div>
        )}
      </div>
      <Know customer={customer} leave={about ? () => setAbout(false) : null} />
    </main>
  )
}

/** What pointed me here is dismissed by my being here. */
function useSeen(customer: Id, may: boolean): void {
  const pointed = useDesk((state) => state.pointers.some((pointer) => pointer.customer.id === customer))
  useEffect(() => {
    if (!pointed || !may) return
    const seen = () => {
      if (!document.hidden) void customers.pointersSeen(customer).catch(() => undefined)
    }
    seen()
    document.addEventListener('visibilitychange', seen)
    return () => document.removeEventListener('visibilitychange', seen)
  }, [pointed, may, customer])
}

/** What the server kept of my writing comes back, unless something newer is here. */
function restoreDrafts(customer: ReadyCustomer, me: Id): void {
  for (const draft of customer.drafts) {
    const key = keyOf(draft.kind, customer.head.customer.id)
    if (draft.agent !== me || composeStore.state[key] !== undefined || (draft.text === '' && draft.attachments.length === 0)) continue
    composeStore.dispatch({ kind: 'restored', key, writing: writingOf(draft, lastInbound(customer.pieces)?.id ?? null) })
  }
}

/** Viewing, typing, or away: told to colleagues on the same page. */
function useGrade(customer: Id): void {
  const { text } = useWriting('REPLY', customer)
  useEffect(() => {
    if (text === '') return
    watch(customer, 'TYPING')
    const timer = setTimeout(() => watch(customer, 'VIEWING'), TYPING_MILLIS)
    return () => clearTimeout(timer)
  }, [customer, text])
  useEffect(() => {
    const onVisibility = () => watch(customer, document.hidden ? 'AWAY' : 'VIEWING')
    document.addEventListener('visibilitychange', onVisibility)
    return () => document.removeEventListener('visibilitychange', onVisibility)
  }, [customer])
}

function Others({ customer }: { customer: ReadyCustomer }) {
  const me = useMe()
  const names = (grade: 'VIEWING' | 'TYPING' | 'AWAY') =>
    t.person.and(
      customer.viewers
        .filter((viewer) => viewer.grade === grade && viewer.agent !== me)
        .map((viewer) => deskStore.state.colleagues.get(viewer.agent)?.firstName ?? t.person.colleague),
    )
  const lines = [
    names('TYPING') && t.person.typing(names('TYPING')),
    names('VIEWING') && t.person.viewing(names('VIEWING')),
    names('AWAY') && t.person.away(names('AWAY')),
  ].filter((line) => line !== '')
  return (
    <div className="others" aria-live="polite">
      {lines.join(' · ')}
    </div>
  )
}
