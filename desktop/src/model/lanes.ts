import type { Id, PromiseRow } from '@/wire/types'

/** Today's lists. Each is sorted by deadline; a row is in one list at most. */
export interface Lanes {
  /** Somebody asked me to take them over and waits for my word. */
  offered: readonly PromiseRow[]
  mine: readonly PromiseRow[]
  unowned: readonly PromiseRow[]
  needHelp: readonly PromiseRow[]
  /** Mine, put aside until a moment. */
  aside: readonly PromiseRow[]
  /** The one that came last, shown even where the list is cut. */
  newest: Id | null
}

export type LaneName = 'offered' | 'mine' | 'unowned' | 'needHelp' | 'aside'
export const LANE_NAMES: readonly LaneName[] = ['offered', 'mine', 'unowned', 'needHelp', 'aside']

export const NO_LANES: Lanes = { offered: [], mine: [], unowned: [], needHelp: [], aside: [], newest: null }

export interface Whose {
  me: Id
  team: Id
}

/** A broken promise is still owed: it stays until it is kept or released. */
export function isOwed(row: PromiseRow): boolean {
  return row.state === 'OPEN' || row.state === 'BROKEN'
}

/** Where a row belongs for this agent, or null if it is none of their day. */
export function laneOf(row: PromiseRow, { me, team }: Whose): LaneName | null {
  if (!isOwed(row)) return null
  if (row.handOver?.to === me) return 'offered'
  if (row.owner === me) return row.asideUntil === null ? 'mine' : 'aside'
  if (row.team !== team) return row.helper === me ? 'needHelp' : null
  if (row.owner === null) return 'unowned'
  return row.risk === 'CALM' && row.helper !== me ? null : 'needHelp'
}

export function byDeadline(a: PromiseRow, b: PromiseRow): number {
  if (a.deadline !== b.deadline) return a.deadline < b.deadline ? -1 : 1
  return a.id.length - b.id.length || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

export function lanesOf(rows: readonly PromiseRow[], whose: Whose): Lanes {
  return applyRows(NO_LANES, rows, whose)
}

/** Takes in what changed, in the order it was said. Lists that nothing touched stay the same object. */
export function applyRows(lanes: Lanes, rows: readonly PromiseRow[], whose: Whose): Lanes {
  if (rows.length === 0) return lanes
  const next: Record<LaneName, PromiseRow[] | null> = { offered: null, mine: null, unowned: null, needHelp: null, aside: null }
  let newest = lanes.newest
  const open = (name: LaneName): PromiseRow[] => (next[name] ??= [...lanes[name]])
  for (const row of rows) {
    let known = false
    for (const name of LANE_NAMES) {
      const at = (next[name] ?? lanes[name]).findIndex((other) => other.id === row.id)
      if (at < 0) continue
      known = true
      open(name).splice(at, 1)
    }
    const lane = laneOf(row, whose)
    if (lane === null) continue
    insert(open(lane), row)
    if (!known) newest = row.id
  }
  return {
    offered: next.offered ?? lanes.offered,
    mine: next.mine ?? lanes.mine,
    unowned: next.unowned ?? lanes.unowned,
    needHelp: next.needHelp ?? lanes.needHelp,
    aside: next.aside ?? lanes.aside,
    newest,
  }
}

function insert(rows: PromiseRow[], row: PromiseRow): void {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = rows[middle]
    if (other !== undefined && byDeadline(other, row) <= 0) low = middle + 1
    else high = middle
  }
  rows.splice(low, 0, row)
}
