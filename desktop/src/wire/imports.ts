import { address, ask } from './http'
import type { Filling, Id } from './types'

/** What the desktop asks about files of customers. */

export interface ImportChoice {
  mapping: string[]
  filling: Filling
}

export const imports = {
  all: () => ask('GET', '/api/imports'),
  one: (one: Id) => ask('GET', '/api/imports/{id}', { path: { id: one } }),
  upload: (file: File) => ask('POST', '/api/imports', { query: { name: file.name }, file }),
  preview: (one: Id, choice: ImportChoice) => ask('POST', '/api/imports/{id}/preview', { path: { id: one }, body: choice }),
  start: (one: Id, choice: ImportChoice) => ask('POST', '/api/imports/{id}/start', { path: { id: one }, body: choice }),
  stop: (one: Id) => ask('POST', '/api/imports/{id}/stop', { path: { id: one } }),
  undo: (one: Id) => ask('POST', '/api/imports/{id}/undo', { path: { id: one } }),
  reportAddress: (one: Id) => address('/api/imports/{id}/report', { id: one }),
}
