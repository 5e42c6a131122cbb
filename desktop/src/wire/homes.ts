import { ask } from './http'
import type { HomePreview, Id, Removal, RemovalPreview, RemovalRequest } from './types'

/** Giving customers to another home team, one or many. */

const id = encodeURIComponent

export const homes = {
  preview: (customer: Id, to: Id, signal: AbortSignal) => ask<HomePreview>('GET', `/api/customers/${id(customer)}/home-team/preview?to=${id(to)}`, { signal }),
  move: (customer: Id, moved: { to: Id; promises: boolean; tell: boolean }) => ask<{ move: Id }>('POST', `/api/customers/${id(customer)}/home-team`, { body: moved }),
  undo: (customer: Id, move: Id) => ask<undefined>('POST', `/api/customers/${id(customer)}/home-team/undo`, { body: { move } }),
}

export const removals = {
  all: () => ask<{ moves: Removal[] }>('GET', '/api/admin/home-moves'),
  preview: (wanted: RemovalRequest) => ask<RemovalPreview>('POST', '/api/admin/home-moves/preview', { body: wanted }),
  begin: (wanted: RemovalRequest) => ask<Removal>('POST', '/api/admin/home-moves', { body: wanted }),
  undo: (removal: Id) => ask<undefined>('POST', `/api/admin/home-moves/${id(removal)}/undo`, { body: {} }),
  stop: (removal: Id) => ask<undefined>('POST', `/api/admin/home-moves/${id(removal)}/stop`, { body: {} }),
}
