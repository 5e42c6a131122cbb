import type { Absorbed, Card, HandOver, Id, Matter, PromiseRow } from '@/wire/types'
import { Store, useStore } from './store'

/** Where the person is: the screen, whose page, and the dialog that stands open. */
export type Screen = 'TODAY' | 'PERSON' | 'PEOPLE' | 'TEAM' | 'JUNK' | 'ADMIN' | 'SIGN_IN'

export type DialogWanted =
  | { kind: 'PALETTE' }
  | { kind: 'KEYS' }
  | { kind: 'SETTINGS' }
  | { kind: 'HAND_OVER'; promise: PromiseRow; card: Card }
  | { kind: 'DECLINE'; handOver: HandOver; customer: string }
  | { kind: 'RELEASE'; promise: PromiseRow }
  | { kind: 'MOVE'; promise: PromiseRow }
  | { kind: 'PROMISE'; customer: Id; name: string; matters: readonly Matter[] }
  | { kind: 'CLOSE_MATTER'; matter: Matter; name: string }
  | { kind: 'NEEDS_NO_ANSWER'; interaction: Id; name: string }
  | { kind: 'ADD_ADDRESS'; customer: Id; name: string }
  | { kind: 'ORGANISATION'; customer: Id; name: string; organisation: string | null }
  | { kind: 'EXTERNAL_ID'; customer: Id; name: string; organisation: string | null }
  | { kind: 'ERASE'; customer: Id; name: string }
  | { kind: 'AGREEMENT'; customer: Id; name: string }
  | { kind: 'QUIET'; customer: Id; name: string }
  | { kind: 'MERGE'; customer: Id; name: string; other: Id | null }
  | { kind: 'PART'; customer: Id; name: string; absorbed: readonly Absorbed[] }
  | { kind: 'GO_HOME'; back: number; promises: readonly PromiseRow[] }

export interface Place {
  screen: Screen
  customer: Id | null
  dialog: DialogWanted | null
}

export const placeStore = new Store<Place, Partial<Place>>(
  { screen: 'TODAY', customer: null, dialog: null },
  (place, changes) => Object.assign({}, place, ...changes) as Place,
)

export function usePlace<T>(select: (place: Place) => T): T {
  return useStore(placeStore, select)
}

export function openDialog(dialog: DialogWanted | null): void {
  placeStore.dispatch({ dialog })
}

/** Addresses of the screens. The router is told where to go by whoever set it up. */
export type Address =
  | { to: '/' | '/people' | '/team' | '/junk' | '/admin' | '/sign-in' }
  | { to: '/people/$customer'; params: { customer: Id } }

let navigate: (address: Address) => void = () => undefined

export function setNavigate(goTo: (address: Address) => void): void {
  navigate = goTo
}

export function go(address: Address): void {
  navigate(address)
}

/** A short wish to another part of the screen: put the cursor into the reply, into the note, leave writing. */
export type Wish = 'WRITE_REPLY' | 'WRITE_NOTE' | 'SEND' | 'SHOW_PRESENCE' | 'SELECT_JUNK'

const wished = new EventTarget()

export function wish(wanted: Wish): void {
  wished.dispatchEvent(new Event(wanted))
}

export function onWish(wanted: Wish, fulfil: () => void): () => void {
  wished.addEventListener(wanted, fulfil)
  return () => wished.removeEventListener(wanted, fulfil)
}
