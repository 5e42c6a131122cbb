import { ask } from './http'
import type { Id, MoveIn, MoveInMailbox, MoveInPreview, MoveIns, MoveInSource } from './types'

/** What the desktop asks about histories from other systems. */

const id = encodeURIComponent

export const moveIns = {
  all: () => ask<MoveIns>('GET', '/api/move-ins'),
  upload: (source: MoveInSource, file: File) => ask<MoveIn>('POST', `/api/move-ins?source=${source}&name=${id(file.name)}`, { file }),
  mailbox: (mailbox: MoveInMailbox) => ask<MoveIn>('POST', '/api/move-ins/mailbox', { body: mailbox }),
  preview: (one: Id) => ask<MoveInPreview>('GET', `/api/move-ins/${id(one)}/preview`),
  start: (one: Id, carryOn: boolean) => ask<unknown>('POST', `/api/move-ins/${id(one)}/start`, { body: { carryOn } }),
  stop: (one: Id) => ask<unknown>('POST', `/api/move-ins/${id(one)}/stop`, { body: {} }),
  drop: (one: Id) => ask<unknown>('DELETE', `/api/move-ins/${id(one)}`),
  reportAddress: (one: Id) => `/api/move-ins/${id(one)}/report`,
}
