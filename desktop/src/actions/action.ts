import { cursorStore } from '@/model/cursor'
import { deskStore, type ReadyCustomer } from '@/model/desk'
import { LANE_NAMES } from '@/model/lanes'
import { listStore, selectedRows } from '@/model/list'
import { placeStore, type Place } from '@/model/place'
import type { t } from '@/text'
import type { IconName } from '@/ui/Icon'
import { showToast } from '@/ui/toasts'
import { sentenceOf } from '@/wire/http'
import type { Id, Matter, Permission, PromiseRow } from '@/wire/types'

/** Something an agent can do, as data: buttons, keys, the sheet of keys and the palette all read this. */
export interface Action {
  id: string
  name: string
  icon: IconName
  /** One key ("t") or a chord ("Control+k"); null for what is only in the palette. */
  keys: string | null
  /** Another one for the same. */
  also?: string
  group: keyof typeof t.actions.groups
  isAllowed: (on: Context) => boolean
  perform: (on: Context) => void | Promise<void>
}

/** What an action works on: the row under the keys, or the page that is open. */
export interface Context {
  place: Place
  row: PromiseRow | null
  /** The rows that are selected on a list: then an action is for all of them. */
  selected: readonly PromiseRow[]
  customer: ReadyCustomer | null
  me: Id
  may: (permission: Permission) => boolean
}

export function contextNow(): Context {
  const place = placeStore.state
  const desk = deskStore.state
  const known = place.customer === null ? undefined : desk.customers.get(place.customer)
  const customer = known?.kind === 'READY' ? known : null
  const me = desk.session?.agent.id ?? ''
  return { place, row: rowNow(place, customer, me), selected: place.screen === 'PROMISES' ? selectedRows() : [], customer, me, may: mayNow }
}

export function mayNow(permission: Permission): boolean {
  return deskStore.state.session?.permissions.includes(permission) ?? false
}

/** On a person's page: mine before nobody's before others'. On a list: the row under the keys. */
function rowNow(place: Place, customer: ReadyCustomer | null, me: Id): PromiseRow | null {
  if (place.screen === 'PERSON') {
    const rows = customer?.promises ?? []
    return rows.find((row) => row.owner === me) ?? rows.find((row) => row.owner === null) ?? rows[0] ?? null
  }
  const { current } = cursorStore.state
  if (place.screen === 'PROMISES') return listStore.state.rows.find((row) => row.id === current) ?? null
  const { lanes } = deskStore.state
  if (current === null || lanes === null) return null
  for (const name of LANE_NAMES) {
    const found = lanes[name].find((row) => row.id === current)
    if (found !== undefined) return found
  }
  return null
}

/** The matter under the keys: of the row, else what is open, else the latest. */
export function matterNow({ customer, row }: Context): Matter | null {
  const all = customer?.head.matters ?? []
  return all.find((matter) => matter.id === row?.matter) ?? all.find((matter) => matter.state !== 'CLOSED') ?? all[0] ?? null
}

/** The same context, for a button that stands on one row. */
export function onRow(row: PromiseRow): Context {
  return { ...contextNow(), row, selected: [] }
}

/** Does it, and says in the server's own words why not. */
export async function attempt(work: () => Promise<unknown>, done?: string): Promise<boolean> {
  try {
    await work()
    if (done !== undefined) showToast(done)
    return true
  } catch (error) {
    showToast(sentenceOf(error), { tone: 'wrong' })
    return false
  }
}
