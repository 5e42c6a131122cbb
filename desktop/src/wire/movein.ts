import { address, ask } from './http'
import type { Id, MoveInMailbox, MoveInSource } from './types'

/** What the desktop asks about histories from other systems. */

export const moveIns = {
  all: () => ask('GET', '/api/move-ins'),
  upload: (source: MoveInSource, file: File) => ask('POST', '/api/move-ins', { query: { source, name: file.name }, file }),
  mailbox: (mailbox: MoveInMailbox) => ask('POST', '/api/move-ins/mailbox', { body: mailbox }),
  preview: (one: Id) => ask('GET', '/api/move-ins/{id}/preview', { path: { id: one } }),
  start: (one: Id, carryOn: boolean) => ask('POST', '/api/move-ins/{id}/start', { path: { id: one }, body: { carryOn } }),
  stop: (one: Id) => ask('POST', '/api/move-ins/{id}/stop', { path: { id: one } }),
  drop: (one: Id) => ask('DELETE', '/api/move-ins/{id}', { path: { id: one } }),
  reportAddress: (one: Id) => address('/api/move-ins/{id}/report', { id: one }),
}
