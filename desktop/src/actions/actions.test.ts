/// <reference types="vite/client" />
import { describe, expect, it } from 'vitest'
import { t } from '@/text'
import { ACTIONS, type Action } from '.'

const parts = import.meta.glob<Record<string, unknown>>(['./*.ts', '!./*.test.ts', '!./index.ts'], { eager: true })
const sources = import.meta.glob<string>(['./*.ts', '!./*.test.ts'], { eager: true, query: '?raw', import: 'default' })

function isAction(thing: unknown): thing is Action {
  return typeof thing === 'object' && thing !== null && 'id' in thing && 'isAllowed' in thing && 'perform' in thing
}

describe('whatever can be done', () => {
  it('is found in Ctrl K and in the sheet of keys', () => {
    const missing: string[] = []
    for (const [file, part] of Object.entries(parts)) {
      for (const thing of Object.values(part).flatMap((one) => (Array.isArray(one) ? (one as unknown[]) : [one])))
        if (isAction(thing) && !ACTIONS.some((action) => action.id === thing.id)) missing.push(`${file}: ${thing.id}`)
    }
    expect(missing).toEqual([])
  })

  it('has a name, a group and an id of its own', () => {
    expect(new Set(ACTIONS.map((action) => action.id)).size).toBe(ACTIONS.length)
    for (const action of ACTIONS) {
      expect(action.name, action.id).toMatch(/^\p{Lu}/u)
      expect(Object.keys(t.actions.groups), action.id).toContain(action.group)
    }
  })

  it('has a chord to itself, which works wherever one is', () => {
    const chords = ACTIONS.flatMap((action) => [action.keys, action.also ?? null]).filter((chord) => chord !== null && /^(Alt|Control)\+/.test(chord))
    expect(chords.filter((chord, at) => chords.indexOf(chord) !== at)).toEqual([])
  })

  it('has no name among the actions that nothing bears', () => {
    const source = Object.values(sources).join('\n')
    const unused = Object.keys(t.actions).filter((key) => !['groups', 'done'].includes(key) && !new RegExp(`t\\.actions\\.${key}\\b`).test(source))
    expect(unused).toEqual([])
  })
})
