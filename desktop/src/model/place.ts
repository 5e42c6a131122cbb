import type { Absorbed, ArticleDraft, Card, ContactPoint, HandOver, Id, ListFilters, ManyAct, Matter, PromiseRow, SavedView } from '@/wire/types'
import { Store, useStore } from './store'

/** Where the person is: the screen, whose page, and the dialog that stands open. */
export type Screen = 'TODAY' | 'PERSON' | 'PEOPLE' | 'TEAM' | 'ORGANISATION' | 'PROMISES' | 'ROOM' | 'JUNK' | 'KNOWLEDGE' | 'INCIDENTS' | 'ADMIN' | 'SIGN_IN' | 'TELEPHONE' | 'FIGURES'

export type DialogWanted =
  | { kind: 'PALETTE' }
  | { kind: 'KEYS' }
  | { kind: 'SETTINGS' }
  | { kind: 'HAND_OVER'; promise: PromiseRow; card: Card }
  | { kind: 'DECLINE'; handOver: HandOver; customer: string }
  | { kind: 'RELEASE'; promise: PromiseRow }
  | { kind: 'MOVE'; promise: PromiseRow }
  | { kind: 'ASIDE'; promises: readonly PromiseRow[] }
  | { kind: 'MANY'; act: Extract<ManyAct, 'HAND_OVER' | 'MOVE' | 'RELEASE'>; promises: readonly PromiseRow[] }
  | { kind: 'NOT_DONE'; done: string; lines: readonly { who: string; what: string; why: string }[] }
  | { kind: 'SAVE_VIEW'; view: SavedView | null; filters: ListFilters }
  | { kind: 'PROMISE'; customer: Id; name: string; matters: readonly Matter[] }
  | { kind: 'COLLEAGUE'; call: Id; name: string }
  | { kind: 'ONWARDS'; call: Id; name: string }
  | { kind: 'CLOSE_MATTER'; matter: Matter; name: string }
  | { kind: 'REASON'; matter: Matter }
  | { kind: 'NEEDS_NO_ANSWER'; interaction: Id; name: string }
  | { kind: 'ADD_ADDRESS'; customer: Id; name: string }
  | { kind: 'ORGANISATION'; customer: Id; name: string; organisation: string | null }
  | { kind: 'ASK_ROOM'; customer: Id; name: string; matter: Id | null }
  | { kind: 'EXTERNAL_ID'; customer: Id; name: string; organisation: string | null }
  | { kind: 'ERASE'; customer: Id; name: string }
  | { kind: 'AGREEMENT'; customer: Id; name: string }
  | { kind: 'PLAN_CALL'; customer: Id; name: string; matters: readonly Matter[]; numbers: readonly ContactPoint[] }
  | { kind: 'QUIET'; customer: Id; name: string }
  | { kind: 'ASK_HOW'; customer: Id; name: string }
  | { kind: 'MOVE_HOME'; customer: Id; name: string; team: Id; teamName: string }
  | { kind: 'MERGE'; customer: Id; name: string; other: Id | null }
  | { kind: 'PART'; customer: Id; name: string; absorbed: readonly Absorbed[] }
  | { kind: 'ARTICLE'; draft: ArticleDraft }
  | { kind: 'GO_HOME'; back: number; promises: readonly PromiseRow[] }

export interface Place {
  screen: Screen
  customer: Id | null
  dialog: DialogWanted | null
  /** What a search led to: the story opens there. */
  sought: Sought | null
  /** The part of Administration that is open. */
  part: AdminPart
}

export type AdminPart = 'hour' | 'teams' | 'agents' | 'doors' | 'fields' | 'surveys' | 'imports' | 'moveIn' | 'webhooks' | 'signIn' | 'audit'

/** A place in somebody's story: an entry, or a promise, or else the moment. */
export interface Sought {
  customer: Id
  entry: Id | null
  promise: Id | null
  at: number
}

export const placeStore = new Store<Place, Partial<Place>>(
  { screen: 'TODAY', customer: null, dialog: null, sought: null, part: 'hour' },
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
  | { to: '/' | '/people' | '/team' | '/promises' | '/room' | '/junk' | '/knowledge' | '/incidents' | '/admin' | '/sign-in' | '/telephone' | '/figures' }
  | { to: '/people/$customer'; params: { customer: Id } }
  | { to: '/organisation/$organisation'; params: { organisation: Id } }
  | { to: '/knowledge/$article'; params: { article: Id } }
  | { to: '/incidents/$incident'; params: { incident: Id } }

let navigate: (address: Address) => void = () => undefined

export function setNavigate(goTo: (address: Address) => void): void {
  navigate = goTo
}

export function go(address: Address): void {
  navigate(address)
}

/** Opens a person's story at a place in it. */
export function goTo(sought: Sought): void {
  placeStore.dispatch({ sought })
  go({ to: '/people/$customer', params: { customer: sought.customer } })
}

/** A short wish to another part of the screen: put the cursor into the reply, into the note, leave writing. */
export type Wish =
  | 'WRITE_REPLY'
  | 'WRITE_NOTE'
  | 'SEND'
  | 'SIGN_OUT'
  | 'ATTACH'
  | 'QUOTE'
  | 'PUT_ARTICLE'
  | 'NOTHING_MORE'
  | 'PROMISE_WITH'
  | 'SHOW_PRESENCE'
  | 'SELECT_JUNK'
  | 'RESCUE_JUNK'
  | 'DISMISS_JUNK'
  | 'FIND_IN_STORY'
  | 'FILTER_WORDS'
  | 'TAKE_TELEPHONE'
  | 'SAY_WHAT_CAME'

const wished = new EventTarget()

export function wish(wanted: Wish): void {
  wished.dispatchEvent(new Event(wanted))
}

export function onWish(wanted: Wish, fulfil: () => void): () => void {
  wished.addEventListener(wanted, fulfil)
  return () => wished.removeEventListener(wanted, fulfil)
}
