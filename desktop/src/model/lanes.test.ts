import { describe, expect, it } from 'vitest'
import type { PromiseRow } from '@/wire/types'
import { groupByHour } from './hours'
import { applyRows, lanesOf, NO_LANES } from './lanes'

const WHOSE = { me: '7', team: '1' }

function row(id: string, change: Partial<PromiseRow> = {}): PromiseRow {
  return {
    id,
    customer: { id: `c${id}`, name: `Customer ${id}`, organisation: null, tint: 1 },
    matter: `m${id}`,
    about: 'a line',
    kind: 'ANSWER',
    what: 'a line',
    madeAt: '2026-11-24T08:00:00Z',
    deadline: '2026-11-24T12:00:00Z',
    state: 'OPEN',
    risk: 'CALM',
    owner: null,
    helper: null,
    team: '1',
    channel: 'MAIL',
    sales: false,
    knocks: null,
    knownBy: null,
    proven: true,
    handOver: null,
    asideUntil: null,
    call: null,
    vote: null,
    ...change,
  }
}

describe('a promise on Today', () => {
  it('leaves mine while it is put aside, and comes back to it', () => {
    let lanes = lanesOf([row('1', { owner: '7', asideUntil: '2026-11-24T09:00:00Z' })], WHOSE)
    expect([lanes.mine.length, lanes.aside.length]).toEqual([0, 1])
    lanes = applyRows(lanes, [row('1', { owner: '7' })], WHOSE)
    expect([lanes.mine.length, lanes.aside.length]).toEqual([1, 0])
    lanes = applyRows(lanes, [row('1', { owner: '8', asideUntil: '2026-11-24T09:00:00Z' })], WHOSE)
    expect([lanes.mine.length, lanes.aside.length]).toEqual([0, 0])
  })
  it('stands with nobody’s until it is taken, then with mine, then nowhere', () => {
    let lanes = lanesOf([row('1')], WHOSE)
    expect(lanes.unowned.map((one) => one.id)).toEqual(['1'])
    lanes = applyRows(lanes, [row('1', { owner: '7' })], WHOSE)
    expect(lanes.unowned).toEqual([])
    expect(lanes.mine.map((one) => one.id)).toEqual(['1'])
    lanes = applyRows(lanes, [row('1', { owner: '7', state: 'KEPT' })], WHOSE)
    expect(lanes.mine).toEqual([])
  })
  it('of a colleague is shown only when it needs help', () => {
    expect(lanesOf([row('1', { owner: '8' })], WHOSE).needHelp).toEqual([])
    expect(lanesOf([row('1', { owner: '8', risk: 'HELPED' })], WHOSE).needHelp).toHaveLength(1)
  })
  it('that is offered to me stands first, whoever owns it', () => {
    const handOver = { id: '9', from: '8', to: '7', card: { asked: '', promised: '', tried: '', dontAsk: '', mood: '' as const, nextStep: '' } }
    expect(lanesOf([row('1', { owner: '8', team: '2', handOver })], WHOSE).offered).toHaveLength(1)
  })
  it('of another team is not ours', () => {
    expect(lanesOf([row('1', { team: '2' })], WHOSE)).toEqual(NO_LANES)
  })
  it('keeps lists in order of their deadlines however they arrive', () => {
    const rows = Array.from({ length: 300 }, (_, n) =>
      row(String(n + 1), { deadline: new Date(Date.UTC(2026, 10, 24, 9, (n * 37) % 300)).toISOString() }),
    )
    const atOnce = lanesOf(rows, WHOSE).unowned
    const oneByOne = rows.reduce((lanes, one) => applyRows(lanes, [one], WHOSE), NO_LANES).unowned
    expect(oneByOne).toEqual(atOnce)
    const deadlines = atOnce.map((one) => one.deadline)
    expect(deadlines).toEqual([...deadlines].sort())
  })
})

describe('the groups of the day', () => {
  it('cut at now, in half an hour, and at midnight', () => {
    const now = Date.parse('2026-11-24T10:00:00Z')
    const at = (time: string) => row(time, { deadline: time })
    const hours = groupByHour(
      ['2026-11-24T10:00:00Z', '2026-11-24T10:30:00Z', '2026-11-24T10:31:00Z', '2026-11-25T00:30:00Z'].map(at),
      now,
      'Europe/London',
    )
    expect([hours.late, hours.soon, hours.today, hours.later].map((group) => group.length)).toEqual([1, 1, 1, 1])
  })
})
