import { describe, expect, it } from 'vitest'
import { admin } from './en/admin'
import { english } from './en'
import { fields } from './en/fields'
import { imports } from './en/imports'
import { movein } from './en/movein'
import { signIn } from './en/signin'
import { telephone } from './en/telephone'
import { webhooks } from './en/webhooks'
import { spanish } from './es'
import { admin as adminSpanish } from './es/admin'
import { fields as fieldsSpanish } from './es/fields'
import { imports as importsSpanish } from './es/imports'
import { movein as moveinSpanish } from './es/movein'
import { signIn as signInSpanish } from './es/signin'
import { telephone as telephoneSpanish } from './es/telephone'
import { webhooks as webhooksSpanish } from './es/webhooks'

/** Words that both languages share, or that name something outside: each was looked at. */
const SAME = new Set([
  'admin.door.channels.CHAT',
  'admin.door.signIns.OAUTH2',
  'admin.door.providers.MICROSOFT',
  'admin.door.providers.GOOGLE',
  'admin.audit.wordsExample',
  'facts.no',
  'lists.channels.CHAT',
  'people.myTeam',
  'person.us',
  'person.channel.CHAT',
  'person.chat',
  'shell.product',
  'shell.titleOf',
  'shell.presence.minutes',
  'compose.saved.EMPTY',
  'imports.change',
  'imports.refused',
  'imports.of',
  'movein.sources.ZAMMAD',
  'movein.sources.ZENDESK',
  'movein.sources.CHATWOOT',
  'movein.of',
])

/** Functions that only put together what others say. */
const SAID_BY_PARTS = /^time\.(clock|dayShort|year)$|^today\.(opening|second|said)$|^person\.(delivery|promiseEvent|matterEvent|proof|wentLate)$/

function* pairs(path: string, one: unknown, other: unknown): Generator<[string, string, string]> {
  if (typeof one === 'object' && one !== null)
    for (const [key, value] of Object.entries(one)) yield* pairs(path === '' ? key : `${path}.${key}`, value, (other as Record<string, unknown>)[key])
  else yield [path, String(one), String(other)]
}

const ALL = {
  english: { ...english, admin, fields, imports, movein, signIn, telephone, webhooks },
  spanish: { ...spanish, admin: adminSpanish, fields: fieldsSpanish, imports: importsSpanish, movein: moveinSpanish, signIn: signInSpanish, telephone: telephoneSpanish, webhooks: webhooksSpanish },
}

describe('Spanish', () => {
  it('says everything that English says, in words of its own', () => {
    const same = [...pairs('', ALL.english, ALL.spanish)].filter(([path, one, other]) => one === other && !SAID_BY_PARTS.test(path)).map(([path]) => path)
    expect(same.sort()).toEqual([...SAME].sort())
  })

  it('says nothing that English does not', () => {
    const keys = (words: unknown) => [...pairs('', words, words)].map(([path]) => path).sort()
    expect(keys(ALL.spanish)).toEqual(keys(ALL.english))
  })

  it('counts people and promises as they are', () => {
    const { today, lists, time } = spanish
    const day = { name: 'Nell', team: 'Ribera', late: 1, soon: 2, soonBy: '10:30', next: null, later: 0, unowned: 1, unownedLate: 0, longest: { who: 'Ana', span: '2 h' }, offered: 1 }
    expect(today.opening(day)).toBe('Una promesa llega tarde, Nell. Dos más vencen antes de las 10:30.')
    expect(today.second(day)).toBe('Un colega te pide que te hagas cargo. Una persona espera a alguien de Ribera, Ana desde hace más tiempo, 2 h.')
    expect(lists.done.TAKE(21)).toBe('21 promesas son tuyas.')
    expect(time.full(Date.UTC(2026, 2, 4, 17, 5), 'Europe/Madrid')).toBe('miércoles 4 de marzo de 2026, 18:05')
    expect(time.about(Date.UTC(2025, 10, 4), Date.UTC(2026, 2, 4), 'UTC')).toBe('nov 2025')
  })
})
