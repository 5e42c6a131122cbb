import { describe, expect, it } from 'vitest'
import type { RoomQuestion } from '@/wire/types'
import { reduceRoom, waitsForMe } from './room'

function question(id: string, at: string, changes: Partial<RoomQuestion> = {}): RoomQuestion {
  const customer = { id: '1', name: 'Ana Lima', organisation: null, tint: 1 }
  return { id, customer, matter: null, about: '', team: '1', agent: '7', text: 'Who knows?', at, named: [], answers: [], settled: null, ...changes }
}

const page = { stream: { boot: 'b', seq: 1 }, open: [question('2', '2026-11-24T10:00:00Z'), question('1', '2026-11-24T09:00:00Z')], settled: [] }

describe('the team room', () => {
  it('takes a new question in before the older ones', () => {
    const room = reduceRoom(null, [{ kind: 'here', page }, { kind: 'question', question: question('3', '2026-11-24T11:00:00Z') }])
    expect(room?.open.map((one) => one.id)).toEqual(['3', '2', '1'])
  })

  it('moves a settled question away, and back when it is opened again', () => {
    const settled = question('2', '2026-11-24T10:00:00Z', { settled: '2026-11-24T12:00:00Z' })
    const room = reduceRoom(null, [{ kind: 'here', page }, { kind: 'question', question: settled }])
    expect(room?.open.map((one) => one.id)).toEqual(['1'])
    expect(room?.settled.map((one) => one.id)).toEqual(['2'])
    const again = reduceRoom(room, [{ kind: 'question', question: question('2', '2026-11-24T10:00:00Z') }])
    expect(again?.open.map((one) => one.id)).toEqual(['2', '1'])
    expect(again?.settled).toEqual([])
  })

  it('waits for those who neither asked nor answered', () => {
    const answered = question('4', '2026-11-24T11:00:00Z', { answers: [{ id: '1', agent: '8', text: 'I do.', at: '2026-11-24T11:01:00Z' }] })
    const room = reduceRoom(null, [{ kind: 'here', page }, { kind: 'question', question: answered }])
    expect(waitsForMe(room, '7')).toBe(0)
    expect(waitsForMe(room, '8')).toBe(2)
    expect(waitsForMe(room, '9')).toBe(3)
  })
})
