import { describe, expect, it } from 'vitest'
import type { Template } from '@/wire/types'
import { blanks, filled, matching } from './templates'

const template = (title: string, shortcut: string, language = 'en'): Template => ({
  id: title, team: null, language, title, shortcut, text: '', by: '1', changed: '2026-01-01T00:00:00Z',
})

describe('a template', () => {
  it('is filled in with what is known', () => {
    expect(filled('Dear {{customer.firstName}}, {{ agent.firstName }}', { 'customer.firstName': 'Ana', 'agent.firstName': 'Nell' })).toBe('Dear Ana, Nell')
  })

  it('keeps a blank for what is not known, and says where it stands', () => {
    const text = filled('By {{promise.deadline}}, {{customer.firstName}}', { 'customer.firstName': '' })
    expect(text).toBe('By {{promise.deadline}}, {{customer.firstName}}')
    expect(blanks(text)).toEqual([
      { name: 'promise.deadline', from: 3, to: 23 },
      { name: 'customer.firstName', from: 25, to: 47 },
    ])
  })

  it('leaves alone what only looks like a blank', () => {
    expect(filled('{{ user.token }} {{}} {customer.name}', { 'customer.name': 'Ana' })).toBe('{{ user.token }} {{}} {customer.name}')
    expect(blanks('{{ user.token }}')).toEqual([])
  })

  it('does not fill in again what a customer is called', () => {
    expect(filled('{{customer.name}}', { 'customer.name': '{{agent.name}}', 'agent.name': 'Nell' })).toBe('{{agent.name}}')
  })
})

describe('templates for what was typed', () => {
  const all = [template('Router restart', 'restart'), template('Reinicio', 'restart', 'es'), template('Engineer comes', 'visit')]

  it('come in the customer’s language first', () => {
    expect(matching(all, 'res', 'es').map((one) => one.title)).toEqual(['Reinicio', 'Router restart'])
    expect(matching(all, 'res', 'en-GB').map((one) => one.title)).toEqual(['Router restart', 'Reinicio'])
  })

  it('are found by shortcut and title, whatever case and accents', () => {
    expect(matching(all, 'ÉNG', 'en').map((one) => one.title)).toEqual(['Engineer comes'])
    expect(matching(all, 'nothing', 'en')).toEqual([])
  })
})
