import { ask } from './http'
import type { Filling, Id, Import, ImportPreview, Imports } from './types'

/** What the desktop asks about files of customers. */

const id = encodeURIComponent

export interface ImportChoice {
  mapping: string[]
  filling: Filling
}

export const imports = {
  all: () => ask<Imports>('GET', '/api/imports'),
  one: (one: Id) => ask<Import>('GET', `/api/imports/${id(one)}`),
  upload: (file: File) => ask<Import>('POST', `/api/imports?name=${id(file.name)}`, { file }),
  preview: (one: Id, choice: ImportChoice) => ask<ImportPreview>('POST', `/api/imports/${id(one)}/preview`, { body: choice }),
  start: (one: Id, choice: ImportChoice) => ask<unknown>('POST', `/api/imports/${id(one)}/start`, { body: choice }),
  stop: (one: Id) => ask<unknown>('POST', `/api/imports/${id(one)}/stop`, { body: {} }),
  undo: (one: Id) => ask<unknown>('POST', `/api/imports/${id(one)}/undo`, { body: {} }),
  reportAddress: (one: Id) => `/api/imports/${id(one)}/report`,
}
