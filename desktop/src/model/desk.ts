import type {
  Agent,
  CustomerPage,
  Draft,
  Id,
  Permission,
  PromiseRow,
  Session,
  StreamEvent,
  Team,
  TeamName,
  TimelinePage,
  Today,
  Viewer,
} from '@/wire/types'
import { piecesOf, withEntry, withOlder, withoutInteraction, type Piece } from './entries'
import { applyRows, byDeadline, isOwed, lanesOf, type Lanes } from './lanes'
import { Store, useStore } from './store'

/** Everything the screens show of the server's world: its snapshots, moved on by what the stream says. */
export interface DeskState {
  session: Session | null
  freshness: 'LIVE' | 'CATCHING_UP' | 'OFFLINE'
  /** Null until the first snapshot is here. */
  lanes: Lanes | null
  team: Team | null
  colleagues: ReadonlyMap<Id, Agent>
  /** All teams of the company, by name. */
  teams: readonly TeamName[]
  /** Grows as colleagues look at something else: the board looks again. */
  moves: number
  /** Grows as the organisation changes whose page is open: it asks again. */
  organisationMoves: number
  alarms: Today['alarms']
  pointers: Today['pointers']
  junkTotal: number | null
  customers: ReadonlyMap<Id, CustomerState>
  /** The promises that were said or changed last: lists besides Today's follow them. */
  latest: readonly PromiseRow[]
}

export type CustomerHead = Omit<CustomerPage, 'timeline' | 'promises' | 'drafts' | 'viewers' | 'stream'>

export type CustomerState =
  | { kind: 'LOADING'; pending: readonly CustomerEvent[] }
  | { kind: 'FAILED'; sentence: string }
  | ReadyCustomer

export interface ReadyCustomer {
  kind: 'READY'
  head: CustomerHead
  promises: readonly PromiseRow[]
  pieces: readonly Piece[]
  before: string | null
  drafts: readonly Draft[]
  viewers: readonly Viewer[]
  /** Position of the snapshot: what the stream said up to here is in it already. */
  seq: number
  /** What came since a newer snapshot was asked for; applied again on top of it. */
  pending: readonly CustomerEvent[]
}

type CustomerEvent = Extract<StreamEvent, { kind: 'entry' | 'gone' | 'draft' | 'viewers' | 'promise' }>

export type DeskEvent =
  | { kind: 'signed-in'; session: Session }
  | { kind: 'signed-out' }
  | { kind: 'freshness'; freshness: DeskState['freshness'] }
  | { kind: 'today'; today: Today }
  | { kind: 'colleagues'; agents: Agent[]; teams: readonly TeamName[] }
  | { kind: 'stream'; event: StreamEvent }
  | { kind: 'promise-answer'; row: PromiseRow }
  | { kind: 'customer-asked'; customer: Id }
  | { kind: 'customer-here'; page: CustomerPage }
  | { kind: 'customer-failed'; customer: Id; sentence: string }
  | { kind: 'older-here'; customer: Id; page: TimelinePage }

export const NOBODY: DeskState = {
  session: null,
  freshness: 'CATCHING_UP',
  lanes: null,
  team: null,
  colleagues: new Map(),
  teams: [],
  moves: 0,
  organisationMoves: 0,
  alarms: [],
  pointers: [],
  junkTotal: null,
  customers: new Map(),
  latest: [],
}

const KEPT_CUSTOMERS = 20

export function reduceDesk(state: DeskState, events: readonly DeskEvent[]): DeskState {
  let next = state
  let rows: PromiseRow[] = []
  const settle = () => {
    next = withRows(next, rows)
    rows = []
  }
  for (const event of events) {
    // Promises come in crowds; they are gathered and applied together.
    if (event.kind === 'promise-answer') rows.push(event.row)
    else if (event.kind === 'stream' && event.event.kind === 'promise') rows.push(event.event.row)
    else {
      if (rows.length > 0) settle()
      next = reduceOne(next, event)
    }
  }
  if (rows.length > 0) settle()
  return next
}

function reduceOne(state: DeskState, event: Exclude<DeskEvent, { kind: 'promise-answer' }>): DeskState {
  switch (event.kind) {
    case 'signed-in':
      return { ...state, session: event.session }
    case 'signed-out':
      return NOBODY
    case 'freshness':
      return state.freshness === event.freshness ? state : { ...state, freshness: event.freshness }
    case 'today':
      return withToday(state, event.today)
    case 'colleagues':
      return { ...state, colleagues: withAgents(state.colleagues, event.agents), teams: event.teams }
    case 'stream':
      return withStreamEvent(state, event.event)
    case 'customer-asked':
      return withCustomer(state, event.customer, (before) =>
        before?.kind === 'READY' ? { ...before, pending: [] } : { kind: 'LOADING', pending: [] },
      )
    case 'customer-here':
      return withPage(state, event.page)
    case 'customer-failed':
      return withCustomer(state, event.customer, (before) =>
        before?.kind === 'READY' ? before : { kind: 'FAILED', sentence: event.sentence },
      )
    case 'older-here':
      return withCustomer(state, event.customer, (before) =>
        before?.kind === 'READY'
          ? { ...before, pieces: withOlder(before.pieces, event.page), before: event.page.before }
          : before,
      )
  }
}

function withToday(state: DeskState, today: Today): DeskState {
  const whose = { me: state.session?.agent.id ?? '', team: today.team.id }
  return {
    ...state,
    lanes: lanesOf([...today.needHelp, ...today.unowned, ...today.mine], whose),
    team: today.team,
    colleagues: withAgents(state.colleagues, today.team.agents),
    alarms: today.alarms,
    pointers: today.pointers,
  }
}

function withAgents(known: ReadonlyMap<Id, Agent>, agents: readonly Agent[]): ReadonlyMap<Id, Agent> {
  return new Map([...known, ...agents.map((agent) => [agent.id, agent] as const)])
}

function withRows(state: DeskState, rows: readonly PromiseRow[]): DeskState {
  if (state.session === null || state.team === null || state.lanes === null) return state
  const lanes = applyRows(state.lanes, rows, { me: state.session.agent.id, team: state.team.id })
  let customers: Map<Id, CustomerState> | null = null
  for (const row of rows) {
    const customer = (customers ?? state.customers).get(row.customer.id)
    if (customer === undefined || customer.kind === 'FAILED') continue
    customers ??= new Map(state.customers)
    customers.set(row.customer.id, withPromise(customer, row))
  }
  return { ...state, lanes, customers: customers ?? state.customers, latest: rows }
}

function withPromise(customer: Exclude<CustomerState, { kind: 'FAILED' }>, row: PromiseRow): CustomerState {
  const pending = [...customer.pending, { kind: 'promise', seq: Infinity, row } as const]
  if (customer.kind === 'LOADING') return { ...customer, pending }
  const others = customer.promises.filter((other) => other.id !== row.id)
  return { ...customer, pending, promises: isOwed(row) ? [...others, row].sort(byDeadline) : others }
}

function withStreamEvent(state: DeskState, event: StreamEvent): DeskState {
  switch (event.kind) {
    case 'promise':
      return withRows(state, [event.row])
    case 'presence': {
      if (state.team === null) return state
      const others = state.team.presence.filter((presence) => presence.agent !== event.presence.agent)
      const ofTeam = state.team.agents.some((agent) => agent.id === event.presence.agent)
      return ofTeam ? { ...state, team: { ...state.team, presence: [...others, event.presence] } } : state
    }
    case 'entry':
    case 'gone':
    case 'draft':
    case 'viewers':
      return withCustomer(state, event.customer, (before) => moved(before, event))
    case 'pointers':
      return { ...state, pointers: event.pointers }
    case 'saved-views':
      return state
    case 'at':
      return { ...state, moves: state.moves + 1 }
    case 'organisation':
      return { ...state, organisationMoves: state.organisationMoves + 1 }
    case 'junk':
      return { ...state, junkTotal: event.total }
    case 'signed-out':
      return NOBODY
    // These say that a snapshot must be taken again or that a person should look; the app does both.
    case 'customer':
    case 'notice':
    case 'room':
    case 'phone':
    case 'knowledge':
    case 'hello':
    case 'resync':
    case 'pong':
    case 'watched':
      return state
  }
}

function moved(before: CustomerState | undefined, event: CustomerEvent): CustomerState | undefined {
  if (before === undefined || before.kind === 'FAILED') return before
  const pending = [...before.pending, event]
  if (before.kind === 'LOADING') return { ...before, pending }
  switch (event.kind) {
    case 'entry':
      return { ...before, pending, pieces: withEntry(before.pieces, event.entry) }
    case 'gone':
      return { ...before, pending, pieces: withoutInteraction(before.pieces, event.interaction) }
    case 'draft': {
      const others = before.drafts.filter(
        (draft) => draft.agent !== event.draft.agent || draft.kind !== event.draft.kind,
      )
      return { ...before, pending, drafts: event.draft.text === '' && event.draft.attachments.length === 0 ? others : [...others, event.draft] }
    }
    case 'viewers':
      return { ...before, pending, viewers: event.viewers }
    case 'promise':
      return withPromise(before, event.row)
  }
}

function withPage(state: DeskState, page: CustomerPage): DeskState {
  const { timeline, promises, drafts, viewers, stream, ...head } = page
  return withCustomer(state, page.customer.id, (before) => {
    // Pages that were read further up stay, where the new snapshot still touches what is known.
    // Merged or parted meanwhile, it is another story.
    const same = before?.kind === 'READY' && idsOf(before.head.absorbed) === idsOf(page.absorbed)
    const pieces = same ? joined(before, timeline) : piecesOf(timeline)
    const ready: ReadyCustomer = {
      kind: 'READY',
      head,
      promises: [...promises].sort(byDeadline),
      pieces,
      before: same && pieces.length > 0 && keepsOld(before, pieces) ? before.before : timeline.before,
      drafts,
      viewers,
      seq: stream.seq,
      pending: [],
    }
    const missed = before === undefined || before.kind === 'FAILED' ? [] : before.pending
    return missed
      .filter((event) => event.kind === 'viewers' || event.seq > stream.seq)
      .reduce<CustomerState>((customer, event) => moved(customer, event) ?? customer, ready)
  })
}

const idsOf = (absorbed: CustomerPage['absorbed']) => absorbed.map((one) => one.id).join(' ')

function joined(before: ReadyCustomer, timeline: TimelinePage): readonly Piece[] {
  const first = timeline.entries[0]
  if (first === undefined) return []
  const touches = before.pieces.some((piece) => piece.entries.some((entry) => entry.id === first.id))
  if (!touches) return piecesOf(timeline)
  return timeline.entries.reduce(withEntry, before.pieces)
}

function keepsOld(before: ReadyCustomer, pieces: readonly Piece[]): boolean {
  return before.pieces[0]?.key === pieces[0]?.key
}

function withCustomer(
  state: DeskState,
  id: Id,
  change: (before: CustomerState | undefined) => CustomerState | undefined,
): DeskState {
  const before = state.customers.get(id)
  const after = change(before)
  if (after === before || after === undefined) return state
  const customers = new Map(state.customers)
  // The one touched last stands last; the one not touched longest goes first.
  customers.delete(id)
  customers.set(id, after)
  for (const oldest of customers.keys()) {
    if (customers.size <= KEPT_CUSTOMERS) break
    customers.delete(oldest)
  }
  return { ...state, customers }
}

export const deskStore = new Store<DeskState, DeskEvent>(NOBODY, reduceDesk)

export function useDesk<T>(select: (state: DeskState) => T, same?: (a: T, b: T) => boolean): T {
  return useStore(deskStore, select, same)
}

/** Whether this session may do something; what it may not is not shown. */
export function useMay(permission: Permission): boolean {
  return useDesk((state) => state.session?.permissions.includes(permission) ?? false)
}

export function useMe(): Id {
  return useDesk((state) => state.session?.agent.id ?? '')
}
