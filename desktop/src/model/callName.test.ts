import { describe, expect, it } from 'vitest'
import { callName } from './callName'

describe('what we call somebody', () => {
  it('is the first name', () => expect(callName('Gwen Baker')).toBe('Gwen'))
  it('is the part before the @ where only an address is known', () => expect(callName('gwen@bakery.example')).toBe('gwen'))
  it('is the name itself where it is one word', () => expect(callName('Gwen')).toBe('Gwen'))
})
