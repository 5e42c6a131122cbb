import type { Template } from '@/wire/types'
import { Store, useStore } from './store'

/** What the team knows, as far as writing needs it at hand. */
export interface Knowledge {
  templates: readonly Template[]
  /** Grows with every change of templates or articles; screens that show them ask again. */
  version: number
}

export type KnowledgeEvent = { kind: 'templates'; templates: readonly Template[] } | { kind: 'changed' }

export const knowledgeStore = new Store<Knowledge, KnowledgeEvent>({ templates: [], version: 0 }, (before, events) =>
  events.reduce<Knowledge>(
    (state, event) => (event.kind === 'templates' ? { ...state, templates: event.templates } : { ...state, version: state.version + 1 }),
    before,
  ),
)

export function useKnowledge<T>(select: (state: Knowledge) => T): T {
  return useStore(knowledgeStore, select)
}
