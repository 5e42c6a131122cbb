import type { Id, Incident, IncidentGiven, IncidentKind, NoticeText } from '@/wire/types'
import { fromZone, inZone } from './zone'

export const LANGUAGES = ['en', 'es'] as const
export type Spoken = (typeof LANGUAGES)[number]
export const WAYS = ['MAIL', 'SMS', 'CALL'] as const
export type Way = (typeof WAYS)[number]

/** An incident as it is being written: all of it text, as fields hold it. */
export interface IncidentDraft {
  kind: IncidentKind
  name: string
  since: string
  until: string
  effective: string
  leadDays: string
  secondHours: string
  ways: readonly Way[]
  everybody: boolean
  teams: readonly Id[]
  language: string
  field: Id
  value: string
  system: string
  number: string
  place: string
  texts: Readonly<Record<Spoken, NoticeText>>
}

const two = (number: number) => String(number).padStart(2, '0')

/** "2026-03-01T09:30", as a field for a day and a time holds it, on the company's clock. */
export function localText(instant: string | null | undefined, zone: string): string {
  if (instant === null || instant === undefined) return ''
  const local = inZone(Date.parse(instant), zone)
  return `${local.year}-${two(local.month)}-${two(local.day)}T${two(local.hour)}:${two(local.minute)}`
}

/** The instant of such a text; null for what is none. */
export function instantOf(text: string, zone: string): string | null {
  const read = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text)
  if (read === null) return null
  const [year, month, day, hour, minute] = read.slice(1).map(Number) as [number, number, number, number, number]
  return new Date(fromZone({ year, month, day, hour, minute }, zone)).toISOString()
}

const empty = (language: Spoken): NoticeText => ({ language, happened: '', doing: '', subject: '', words: '' })

export function freshIncident(): IncidentDraft {
  return {
    kind: 'MISTAKE',
    name: '',
    since: '',
    until: '',
    effective: '',
    leadDays: '14',
    secondHours: '',
    ways: ['MAIL', 'CALL'],
    everybody: false,
    teams: [],
    language: '',
    field: '',
    value: '',
    system: '',
    number: '',
    place: '',
    texts: { en: empty('en'), es: empty('es') },
  }
}

export function draftOfIncident(incident: Incident, zone: string): IncidentDraft {
  const text = (language: Spoken) => incident.texts.find((one) => one.language === language) ?? empty(language)
  const { whom } = incident
  return {
    kind: incident.kind,
    name: incident.name,
    since: localText(incident.since, zone),
    until: localText(incident.until, zone),
    effective: localText(incident.effective, zone),
    leadDays: String(incident.leadDays),
    secondHours: incident.secondHours === null || incident.secondHours === undefined ? '' : String(incident.secondHours),
    ways: WAYS.filter((way) => incident.ways.includes(way)),
    everybody: whom.everybody,
    teams: whom.teams,
    language: whom.languages[0] ?? '',
    field: whom.fact?.field ?? '',
    value: whom.fact?.value ?? '',
    system: whom.externalId?.system ?? '',
    number: whom.externalId?.value ?? '',
    place: whom.place ?? '',
    texts: { en: text('en'), es: text('es') },
  }
}

const numberOf = (text: string) => (/^\d{1,4}$/.test(text.trim()) ? Number(text.trim()) : null)

export function givenOf(draft: IncidentDraft, zone: string): IncidentGiven {
  return {
    kind: draft.kind,
    name: draft.name,
    since: draft.kind === 'CHANGE' ? null : instantOf(draft.since, zone),
    until: draft.kind === 'CHANGE' ? null : instantOf(draft.until, zone),
    effective: draft.kind === 'CHANGE' ? instantOf(draft.effective, zone) : null,
    leadDays: numberOf(draft.leadDays),
    secondHours: numberOf(draft.secondHours),
    ways: [...draft.ways],
    whom: {
      everybody: draft.everybody,
      teams: [...draft.teams],
      languages: draft.language === '' ? [] : [draft.language],
      fact: draft.field === '' || draft.value.trim() === '' ? null : { field: draft.field, value: draft.value },
      externalId: draft.system.trim() === '' ? null : { system: draft.system, value: draft.number },
      organisation: null,
      place: draft.place.trim() === '' ? null : draft.place,
    },
    texts: LANGUAGES.map((language) => ({ ...draft.texts[language] })),
  }
}

/** The last moment to tell those whom a change touches; null where nothing is said of it. */
export function latestToTell(draft: IncidentDraft, zone: string): number | null {
  const effective = draft.kind === 'CHANGE' ? instantOf(draft.effective, zone) : null
  const days = numberOf(draft.leadDays)
  return effective === null || days === null ? null : Date.parse(effective) - days * 86_400_000
}
