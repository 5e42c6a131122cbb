import { suggestCard } from '@/model/card'
import { serverNow } from '@/model/clock'
import { deskStore } from '@/model/desk'
import { allEntries } from '@/model/entries'
import { openDialog } from '@/model/place'
import { t } from '@/text'
import { handOvers, promises } from '@/wire/desk'
import type { PromiseRow } from '@/wire/types'
import { attempt, type Action, type Context } from './action'
import { many } from './many'

function answered(row: PromiseRow): void {
  deskStore.dispatch({ kind: 'promise-answer', row })
}

const several = ({ selected, may }: Context) => may('HOLD_PROMISES') && selected.length > 0

const open = ({ row, may }: Context) => may('HOLD_PROMISES') && row !== null && (row.state === 'OPEN' || row.state === 'BROKEN')

export const take: Action = {
  id: 'take',
  name: t.actions.take,
  icon: 'hand',
  keys: 't',
  group: 'PROMISE',
  isAllowed: (on) => several(on) || (open(on) && on.row?.owner === null),
  perform: async ({ row, selected }) => {
    if (selected.length > 0) return many('TAKE', selected)
    if (row === null) return
    await attempt(async () => answered(await promises.take(row.id)), t.actions.done.taken(row.customer.name))
  },
}

export const keep: Action = {
  id: 'keep',
  name: t.actions.keep,
  icon: 'check',
  keys: 'p',
  group: 'PROMISE',
  isAllowed: (on) => open(on) && on.row?.owner === on.me,
  perform: async ({ row }) => {
    if (row === null) return
    await attempt(async () => answered(await promises.keep(row.id)), t.actions.done.kept(row.customer.name))
  },
}

export const handOver: Action = {
  id: 'hand-over',
  name: t.actions.handOver,
  icon: 'hand',
  keys: 'h',
  group: 'PROMISE',
  isAllowed: (on) => several(on) || (open(on) && on.row?.handOver === null && (on.row.owner === on.me || on.row.owner === null)),
  perform: ({ row, selected, customer, me }) => {
    if (selected.length > 0) return openDialog({ kind: 'MANY', act: 'HAND_OVER', promises: selected })
    if (row === null) return
    const entries = customer?.head.customer.id === row.customer.id ? allEntries(customer.pieces) : []
    openDialog({ kind: 'HAND_OVER', promise: row, card: suggestCard(entries, row, me) })
  },
}

export const acceptHandOver: Action = {
  id: 'accept-hand-over',
  name: t.actions.acceptHandOver,
  icon: 'check',
  keys: 'a',
  group: 'PROMISE',
  isAllowed: ({ row, me, may }) => may('HOLD_PROMISES') && row?.handOver?.to === me,
  perform: async ({ row }) => {
    const offered = row?.handOver
    if (row === null || offered == null) return
    await attempt(() => handOvers.accept(offered.id), t.actions.done.accepted(row.customer.name))
  },
}

export const declineHandOver: Action = {
  id: 'decline-hand-over',
  name: t.actions.declineHandOver,
  icon: 'cross',
  keys: 'd',
  group: 'PROMISE',
  isAllowed: ({ row, me, may }) => may('HOLD_PROMISES') && row?.handOver?.to === me,
  perform: ({ row }) => {
    if (row?.handOver) openDialog({ kind: 'DECLINE', handOver: row.handOver, customer: row.customer.name })
  },
}

export const release: Action = {
  id: 'release',
  name: t.actions.release,
  icon: 'cross',
  keys: 'l',
  group: 'PROMISE',
  isAllowed: (on) => several(on) || (open(on) && (on.row?.owner === on.me || on.row?.owner === null)),
  perform: ({ row, selected }) => {
    if (selected.length > 0) return openDialog({ kind: 'MANY', act: 'RELEASE', promises: selected })
    if (row !== null) openDialog({ kind: 'RELEASE', promise: row })
  },
}

export const move: Action = {
  id: 'move',
  name: t.actions.move,
  icon: 'clock',
  keys: 'm',
  group: 'PROMISE',
  isAllowed: (on) => several(on) || (open(on) && on.row?.owner === on.me),
  perform: ({ row, selected }) => {
    if (selected.length > 0) return openDialog({ kind: 'MANY', act: 'MOVE', promises: selected })
    if (row !== null) openDialog({ kind: 'MOVE', promise: row })
  },
}

/** Away from Today until a moment before the deadline; it comes back by itself, and earlier when they write again. */
export const putAside: Action = {
  id: 'put-aside',
  get name() {
    return t.actions.putAside
  },
  icon: 'box',
  keys: 's',
  group: 'PROMISE',
  isAllowed: (on) => several(on) || (open(on) && on.row?.owner === on.me && on.row.asideUntil === null && Date.parse(on.row.deadline) > serverNow()),
  perform: ({ row, selected }) => {
    const promises = selected.length > 0 ? selected : row === null ? [] : [row]
    if (promises.length > 0) openDialog({ kind: 'ASIDE', promises })
  },
}

export const bringBack: Action = {
  id: 'bring-back',
  get name() {
    return t.actions.bringBack
  },
  icon: 'left',
  keys: 'b',
  group: 'PROMISE',
  isAllowed: (on) => (several(on) && on.selected.some((row) => row.asideUntil !== null)) || (open(on) && on.row?.owner === on.me && on.row.asideUntil !== null),
  perform: async ({ row, selected }) => {
    if (selected.length > 0) return many('BRING_BACK', selected)
    if (row !== null) await attempt(async () => answered(await promises.bringBack(row.id)), t.actions.done.broughtBack(row.customer.name))
  },
}
