import { ask } from './http'
import type { Id, RemovalRequest } from './types'

/** Giving customers to another home team, one or many. */

export const homes = {
  preview: (customer: Id, to: Id, signal: AbortSignal) => ask('GET', '/api/customers/{id}/home-team/preview', { path: { id: customer }, query: { to }, signal }),
  move: (customer: Id, moved: { to: Id; promises: boolean; tell: boolean }) => ask('POST', '/api/customers/{id}/home-team', { path: { id: customer }, body: moved }),
  undo: (customer: Id, move: Id) => ask('POST', '/api/customers/{id}/home-team/undo', { path: { id: customer }, body: { move } }),
}

export const removals = {
  all: () => ask('GET', '/api/admin/home-moves'),
  preview: (wanted: RemovalRequest) => ask('POST', '/api/admin/home-moves/preview', { body: wanted }),
  begin: (wanted: RemovalRequest) => ask('POST', '/api/admin/home-moves', { body: wanted }),
  undo: (removal: Id) => ask('POST', '/api/admin/home-moves/{id}/undo', { path: { id: removal } }),
  stop: (removal: Id) => ask('POST', '/api/admin/home-moves/{id}/stop', { path: { id: removal } }),
}
