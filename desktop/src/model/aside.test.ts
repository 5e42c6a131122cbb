import { describe, expect, it } from 'vitest'
import { asideChoices } from './aside'

const at = (text: string) => Date.parse(text)
const said = (choices: number[]) => choices.map((millis) => new Date(millis).toISOString().slice(0, 16))

describe('until when a promise is put aside', () => {
  it('is in an hour, this afternoon, tomorrow at nine, or Monday', () => {
    const choices = asideChoices(at('2026-11-24T10:00:30Z'), at('2026-12-24T10:00:00Z'), 'Europe/London')
    expect(said(choices)).toEqual(['2026-11-24T11:00', '2026-11-24T14:00', '2026-11-24T16:00', '2026-11-25T09:00', '2026-11-30T09:00'])
  })
  it('is never at or past the deadline', () => {
    expect(said(asideChoices(at('2026-11-24T10:00:00Z'), at('2026-11-24T16:00:00Z'), 'Europe/London'))).toEqual(['2026-11-24T11:00', '2026-11-24T14:00'])
    expect(asideChoices(at('2026-11-24T10:00:00Z'), at('2026-11-24T10:40:00Z'), 'Europe/London')).toEqual([])
  })
  it('is read on the company’s wall', () => {
    const choices = said(asideChoices(at('2026-11-24T21:30:00Z'), at('2026-12-24T00:00:00Z'), 'America/New_York'))
    expect(choices[0]).toBe('2026-11-24T22:30')
    expect(choices).toContain('2026-11-25T14:00')
  })
})
