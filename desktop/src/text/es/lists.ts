import { capital, plural } from './counting'

export const people = {
  title: 'Personas',
  opening: 'Todas las que alguna vez nos escribieron o llamaron.',
  second: 'Primero con quien se habló hace menos. Busca por nombre, dirección, organización, o por lo que se dijo.',
  search: 'Buscar personas y lo que se dijo',
  searchHint: 'Nombre, dirección, organización, o palabras que se dijeron',
  found: (number: number, more: boolean) => (more ? `las primeras ${number}` : plural(number, 'persona', 'personas', 'f')),
  none: (words: string) => `No conocemos a nadie por «${words}».`,
  said: 'Lo que se dijo',
  nothingSaid: (words: string) => `Nadie dijo «${words}».`,
  saidHint: 'Tienen que estar todas las palabras. “Entre comillas” van juntas, un signo menos quita una palabra, or vale cualquiera.',
  among: 'Entre',
  everybody: 'Todo el mundo',
  myTeam: (name: string) => name,
  kinds: { INBOUND: 'escribió', OUTBOUND: 'se le dijo', NOTE: 'nota', PROMISE: 'prometido', QUESTION: 'preguntado en la sala', ANSWER: 'respondido en la sala' },
  noneYet: 'Todavía no nos ha buscado nadie.',
  noneYetHint: 'Una persona aparece aquí con su primer correo, formulario o llamada.',
  open: (number: number) => plural(number, 'promesa abierta', 'promesas abiertas', 'f'),
  last: (when: string) => `última vez ${when}`,
  more: 'Mostrar más',
}

export const team = {
  title: 'Equipo',
  opening: (waiting: number, late: number, free: number) => {
    const frees = `${plural(free, 'persona está', 'personas están', 'f')} libre${free > 1 ? 's' : ''}`
    if (waiting === 0 && late === 0) return `Nadie espera y nada llega tarde. ${capital(frees)}.`
    const waits = waiting === 0 ? 'Nadie espera' : capital(plural(waiting, 'persona espera', 'personas esperan', 'f'))
    const lates = late === 0 ? 'nada llega tarde' : plural(late, 'promesa llega tarde', 'promesas llegan tarde', 'f')
    return `${waits}, ${lates}, ${frees}.`
  },
  second: (kept: number, made: number) =>
    made === 0 && kept === 0
      ? 'Hoy todavía no se ha hecho ninguna promesa.'
      : `${capital(plural(made, 'promesa hecha', 'promesas hechas', 'f'))} hoy, ${kept} cumplida${kept === 1 ? '' : 's'}.`,
  waits: 'Lo que espera',
  longest: (who: string, span: string) => `${who} espera desde hace más tiempo, ${span}`,
  nobodyWaits: 'Nadie espera.',
  atRisk: 'Promesas en peligro',
  atRiskBeside: 'quien la tiene la conserva y gana una ayuda',
  nothingAtRisk: 'Ninguna promesa llega tarde ni está cerca.',
  all: 'Todas las promesas abiertas',
  who: 'Quién está, y en qué',
  knows: 'ya los conoce',
  kept: 'Promesas cumplidas hoy',
  keptOf: (kept: number, made: number) => `${kept} cumplidas, ${made} hechas`,
  keptWhy: 'Por todo el equipo.',
  free: 'Libres para ayudar',
  nobodyFree: 'Ahora mismo no hay nadie libre.',
  state: { AVAILABLE: 'Libre', HANDLING: 'Con alguien', WRAP_UP: 'Anotando', AWAY: 'Fuera', OFFLINE: 'No está' },
  which: 'Equipo',
  at: { VIEWING: (name: string) => `con ${name}`, TYPING: (name: string) => `escribe a ${name}`, AWAY: (name: string) => `con ${name}, fuera un momento` },
  load: (open: number) => (open === 1 ? '1 promesa abierta' : `${open} promesas abiertas`),
  nothingOpen: 'nada prometido',
  next: (what: string, when: string) => `próxima ${when}: ${what}`,
  open: (name: string) => `Lo que ha prometido ${name}`,
  to: (when: string) => `para ${when}`,
  justNow: 'ahora mismo',
}

export const junk = {
  title: 'Correo basura',
  opening: (number: number) => (number === 0 ? 'No hay nada en el correo basura.' : `${capital(plural(number, 'mensaje espera', 'mensajes esperan'))} a que alguien los mire.`),
  second: 'Lo que tomamos por basura. Rescata lo que sea de una persona; lo demás se va cuando tú lo digas.',
  noneSelected: 'Selecciona algo primero.',
  empty: 'No hay nada que mirar. Lo que parece basura viene aquí, y nunca desaparece por su cuenta.',
  select: (from: string) => `Seleccionar el mensaje de ${from}`,
  all: 'Seleccionar todo lo mostrado',
  selected: (number: number) => plural(number, 'mensaje seleccionado', 'mensajes seleccionados'),
  dismiss: (number: number) => (number > 1 ? `Descartar ${number}` : 'Descartar'),
  rescue: (number: number) => (number > 1 ? `Rescatar ${number}` : 'Rescatar'),
  dismissAll: (number: number) => `Descartar los ${number}`,
  dismissAllSure: (number: number) => `¿Descartar los ${number}, también los que no se muestran?`,
  dismissed: (number: number) => `${capital(plural(number, 'mensaje descartado', 'mensajes descartados'))}.`,
  rescued: (number: number) => `${capital(plural(number, 'mensaje ya es', 'mensajes ya son'))} un asunto.`,
  more: 'Mostrar más',
}
