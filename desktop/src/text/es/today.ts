import type { DayFacts } from '../en/today'
import { capital, count, plural } from './counting'

function opening(day: DayFacts): string {
  const { name, late, soon, soonBy, next } = day
  if (late > 0) {
    const first = `${capital(plural(late, 'promesa llega', 'promesas llegan', 'f'))} tarde, ${name}.`
    return soon === 0 ? first : `${first} ${capital(count(soon, 'f'))} más ${soon === 1 ? 'vence' : 'vencen'} antes de las ${soonBy}.`
  }
  if (soon > 0) return `Nada llega tarde, ${name}. ${capital(plural(soon, 'promesa vence', 'promesas vencen', 'f'))} antes de las ${soonBy}.`
  if (next !== null) return `Nada llega tarde, ${name}. Tu próxima promesa es para las ${next}.`
  if (day.later > 0) return `Para hoy no hay nada más prometido, ${name}.`
  return day.unowned > 0 ? `Todavía no has prometido nada, ${name}.` : `Todo está respondido, ${name}.`
}

function second(day: DayFacts): string {
  const offer = day.offered === 0 ? '' : `${capital(plural(day.offered, 'colega te pide', 'colegas te piden'))} que te hagas cargo. `
  if (day.unowned === 0) return `${offer}Nadie espera a alguien de ${day.team}.`
  const who = day.longest === null ? '' : `, ${day.longest.who} desde hace más tiempo, ${day.longest.span}`
  const late = day.unownedLate === 0 ? '' : ` ${capital(count(day.unownedLate, 'f'))} ${day.unownedLate === 1 ? 'llega' : 'llegan'} tarde.`
  return `${offer}${capital(plural(day.unowned, 'persona espera', 'personas esperan', 'f'))} a alguien de ${day.team}${who}.${late}`
}

const CHANNEL_SAID = {
  PHONE: 'dicho por teléfono',
  VOICEMAIL: 'tras un mensaje de voz',
  MAIL: 'dicho por correo',
  FORM: 'tras un formulario',
  CHAT: 'dicho en el chat',
  VIDEO: 'dicho por vídeo',
  POST: 'tras una publicación',
  VOTE: 'respuesta a una valoración',
  SMS: 'respuesta a un mensaje corto',
} as const

const KIND_SAID = {
  ANSWER: 'hay que responder',
  CALL_BACK: 'pidió que la llamen',
  FOLLOW_UP: 'nos toca a nosotros',
  CARE: 'cuidamos de ello',
  HELLO: 'a saludar',
} as const

export const today = {
  title: 'Hoy',
  opening,
  second,
  lane: { LATE: 'Tarde', SOON: 'Próximos 30 minutos', TODAY: 'Hoy', LATER: 'Más adelante' },
  offered: 'Te las ofrecen',
  unowned: (team: string) => `Aún de nadie, en ${team}`,
  needHelp: 'Necesitan ayuda',
  needHelpBeside: 'quien la tiene la conserva y gana una ayuda',
  forYou: 'Para ti',
  mentions: (who: string, person: string) => `${who} te menciona en la página de ${person}`,
  voted: (person: string) => `${person} dice cómo fue`,
  held: (person: string) => `Tu respuesta está retenida: ${person} escribió antes`,
  aside: 'Dejadas aparte',
  asideBeside: (when: string) => `la próxima vuelve ${when}`,
  backAt: (when: string) => `vuelve ${when}`,
  alarms: 'Puertas que hay que mirar',
  afterWeek: (number: number) => `${count(number, 'f')} más después de los próximos siete días`,
  more: (number: number) => `Mostrar ${number} más`,
  newest: (name: string, what: string) => `Lo último: ${name}, «${what}»`,
  waits: (span: string) => `espera ${span}`,
  due: (when: string) => `vence ${when}`,
  late: (span: string) => `${span} tarde`,
  answerTo: (what: string) => `Responder: ${what}`,
  said: (kind: keyof typeof KIND_SAID | 'SAID', channel: keyof typeof CHANNEL_SAID): string =>
    kind === 'SAID' ? CHANNEL_SAID[channel] : KIND_SAID[kind],
  sales: 'venta',
  knocks: ({ times, doors, hours }: { times: number; doors: number; hours: number }) =>
    `${count(times)} ${times === 1 ? 'llamada' : 'llamadas'}${doors > 1 ? ` en ${count(doors, 'f')} puertas` : ''} en ${hours < 1 ? 'una hora' : plural(Math.round(hours), 'hora', 'horas', 'f')}`,
  unproven: 'dirección sin probar',
  knownBy: (name: string) => `${name} ya los conoce`,
  owner: (name: string) => `de ${name}`,
  helper: (name: string) => `ayuda ${name}`,
  leadAdded: 'la jefatura lo sabe',
  askedOver: (name: string) => `ofrecida a ${name}`,
  offers: (name: string) => `${name} te pide que te hagas cargo`,
  nothingMine: 'No has prometido nada que siga abierto.',
  onlyAside: 'Todo lo tuyo que sigue abierto está dejado aparte.',
  nothingMineHint: 'Lo que prometes en una respuesta, o tomas de la derecha, está aquí por su plazo.',
  nothingUnowned: 'Nadie espera a nadie.',
  nothingUnownedHint: 'Los correos y formularios nuevos aparecen aquí en cuanto llegan.',
  arrived: (number: number, name: string) => (number === 1 ? `Nueva: ${name}` : `${number} nuevas, la última de ${name}`),
  since: (when: string) => `desde ${when}`,
}
