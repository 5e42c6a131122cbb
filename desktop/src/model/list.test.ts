import { describe, expect, it } from 'vitest'
import type { PromiseRow } from '@/wire/types'
import { NO_LIST, reduceList, type List } from './list'

const row = (id: string, state: PromiseRow['state'] = 'OPEN') => ({ id, state }) as PromiseRow
const ids = (list: List) => list.rows.map((one) => one.id).join('')
const chosen = (list: List) => [...list.selected].sort().join('')
const page = { kind: 'page', rows: ['1', '2', '3', '4'].map((id) => row(id)), after: null, how: 'FIRST' } as const

describe('the list of promises', () => {
  it('loses what is done, and with it what was selected of it', () => {
    const list = reduceList(NO_LIST, [page, { kind: 'select', id: '2', range: false }, { kind: 'said', rows: [row('2', 'KEPT')] }])
    expect(ids(list)).toBe('134')
    expect(chosen(list)).toBe('')
  })
  it('selects from the last selected row to this one with Shift', () => {
    const list = reduceList(NO_LIST, [page, { kind: 'select', id: '4', range: false }, { kind: 'select', id: '2', range: true }])
    expect(chosen(list)).toBe('234')
  })
  it('selects all, then none', () => {
    const all = reduceList(NO_LIST, [page, { kind: 'select-all' }])
    expect(chosen(all)).toBe('1234')
    expect(chosen(reduceList(all, [{ kind: 'select-all' }]))).toBe('')
  })
  it('shows nothing twice when a page overlaps', () => {
    expect(ids(reduceList(NO_LIST, [page, { ...page, how: 'NEXT', rows: [row('4'), row('5')] }]))).toBe('12345')
  })
})
