import { blank, composeStore, draftOf, ofKey, type WritingKey } from '@/model/compose'
import { customers } from '@/wire/desk'

/** Keeps what is typed: on the server within two seconds, in this browser until the server has it. */
const SAVE_MILLIS = 900
const RETRY_MILLIS = 3_000
const PLACE = 'rapport.drafts'

const timers = new Map<WritingKey, ReturnType<typeof setTimeout>>()

export function keepDrafts(): () => void {
  restore()
  const stop = composeStore.subscribe(() => {
    for (const key of Object.keys(composeStore.state) as WritingKey[])
      if (composeStore.state[key]?.saved === 'UNSAVED' && !timers.has(key)) later(key, SAVE_MILLIS)
    keepHere()
  })
  const leaving = () => {
    for (const [key, writing] of Object.entries(composeStore.state) as [WritingKey, (typeof composeStore.state)[WritingKey]][])
      if (writing.saved === 'UNSAVED' || writing.saved === 'HERE') void save(key, true)
  }
  addEventListener('pagehide', leaving)
  return () => {
    stop()
    removeEventListener('pagehide', leaving)
  }
}

function later(key: WritingKey, millis: number): void {
  timers.set(
    key,
    setTimeout(() => {
      timers.delete(key)
      void save(key, false)
    }, millis),
  )
}

async function save(key: WritingKey, leaving: boolean): Promise<void> {
  const writing = composeStore.state[key]
  if (writing === undefined) return
  const { kind, customer } = ofKey(key)
  composeStore.dispatch({ kind: 'saved', key, saved: 'SAVING' })
  try {
    await customers.draft(customer, draftOf(kind, writing), leaving)
    const now = composeStore.state[key]
    // Sent or kept while its draft was on the way: that draft must not come back.
    if (now === undefined && !leaving) return void (await customers.draft(customer, draftOf(kind, blank())))
    // Typed on meanwhile: the change has marked it unsaved again, and its own timer runs.
    if (now?.saved === 'SAVING') composeStore.dispatch({ kind: 'saved', key, saved: 'SAVED' })
  } catch {
    if (composeStore.state[key] === undefined) return
    composeStore.dispatch({ kind: 'saved', key, saved: 'HERE' })
    if (!timers.has(key)) later(key, RETRY_MILLIS)
  }
}

function keepHere(): void {
  const unsafe = Object.entries(composeStore.state).filter(([, writing]) => writing.saved !== 'SAVED' && (writing.text !== '' || writing.attachments.length > 0))
  try {
    if (unsafe.length === 0) localStorage.removeItem(PLACE)
    else localStorage.setItem(PLACE, JSON.stringify(Object.fromEntries(unsafe)))
  } catch {
    // A browser that keeps nothing: memory still has it.
  }
}

function restore(): void {
  try {
    const kept = JSON.parse(localStorage.getItem(PLACE) ?? '{}') as typeof composeStore.state
    for (const [key, writing] of Object.entries(kept) as [WritingKey, (typeof composeStore.state)[WritingKey]][]) {
      composeStore.dispatch({ kind: 'restored', key, writing: { ...blank(), ...writing, saved: 'UNSAVED' } })
    }
  } catch {
    localStorage.removeItem(PLACE)
  }
}
