import type { Id, Instant } from './basics'
import type { PeoplePage } from './doing'
import type { PromiseRow } from './today'

/** GET /api/customers/{id}/home-team/preview?to= */
export interface HomePreview {
  to: Id
  /** Open ones, nearest deadline first. */
  promises: PromiseRow[]
  /** How many letters are to leave later. */
  letters: number
  /** Who of the other team has spoken with them. */
  knows: { agent: Id; talks: number; last: Instant }[]
  /** What they would be told; null where no address of theirs is proven. */
  letter: { address: string; language: string; text: string } | null
}

export type RemovalKind = 'ALL' | 'NUMBER' | 'POSTCODE' | 'LANGUAGE' | 'PLACE'

/** POST /api/admin/home-moves and .../preview */
export interface RemovalRequest {
  from: Id
  to: Id
  kind: RemovalKind
  value: string
  promises: boolean
}

export interface RemovalPreview {
  people: number
  promises: number
  sample: PeoplePage['people']
}

/** GET /api/admin/home-moves -> {moves}, newest first; POST .../{id}/stop and .../{id}/undo */
export interface Removal extends RemovalRequest {
  id: Id
  agent: Id
  state: 'RUNNING' | 'STOPPED' | 'DONE' | 'UNDOING' | 'UNDONE'
  total: number
  moved: number
  begun: Instant
  ended: Instant | null
}
