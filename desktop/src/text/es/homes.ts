import type { HomeWhy } from '@/wire/types'
import type { homes as english } from '../en/homes'
import type { Words } from '../shape'

const reasons: Record<HomeWhy, (by: string) => string> = {
  DOOR: () => 'por la puerta por la que entró',
  POSTCODE: (by) => `por su código postal, ${by}`,
  NUMBER: (by) => `por el prefijo de su número, ${by}`,
  COUNTRY: (by) => `por el país en que vive, ${by}`,
  LANGUAGE: (by) => `por el idioma en que escribe, ${by}`,
  LOAD: () => 'donde había más sitio',
  MOVED: () => 'lo trasladó uno de nosotros',
}

export const homes: Words<typeof english> = {
  title: 'Equipo de casa',
  reasons,
  change: 'Trasladar',
  page: 'La página del equipo',
  moved: (from, to) => `lo trasladó de ${from} a ${to}`,
  movedBack: (from, to) => `lo devolvió de ${from} a ${to}`,
  move: {
    title: (name) => `Trasladar a ${name} a otro equipo`,
    to: 'A qué equipo',
    choose: 'Elige un equipo',
    moves: 'Qué se traslada',
    stays: 'Qué se queda',
    movesHome: (name, team) => `La casa de ${name} es ${team}. Los asuntos nuevos van allí.`,
    movesFree: (n) => (n === 1 ? 'Una promesa abierta que aún no tiene nadie' : `${String(n)} promesas abiertas que aún no tiene nadie`),
    movesOwned: (n) => (n === 1 ? 'Una promesa, libre en el nuevo equipo' : `${String(n)} promesas, libres en el nuevo equipo`),
    staysOwned: (n) => (n === 1 ? 'Una promesa, con quien la hizo' : `${String(n)} promesas, con quien las hizo`),
    staysHandOvers: (n) => (n === 1 ? 'Un traspaso que espera un sí' : `${String(n)} traspasos que esperan un sí`),
    goneHandOvers: (n) => (n === 1 ? 'Se retira un traspaso' : `Se retiran ${String(n)} traspasos`),
    staysLetters: (n) => (n === 1 ? 'Una carta sale a su hora, tal como se escribió' : `${String(n)} cartas salen a su hora, tal como se escribieron`),
    story: 'La historia, y quién lo conoce',
    knows: (team) => `Quién lo conoce en ${team}`,
    nobodyKnows: (team) => `En ${team} aún no ha hablado nadie con esta persona.`,
    promises: 'Promesas abiertas',
    none: 'No hay nada abierto.',
    nobody: 'no la tiene nadie',
    due: (when) => `antes de ${when}`,
    take: 'Sus promesas también van, libres en el nuevo equipo',
    tell: (name) => `Decir a ${name} quién le atiende a partir de ahora`,
    letter: 'La carta',
    noLetter: 'No se le puede decir: ninguna dirección suya está comprobada.',
    go: 'Trasladar',
    done: (name, team) => `La casa de ${name} es ahora ${team}.`,
    undo: 'Deshacer',
    back: (name) => `${name} ha vuelto.`,
  },
}
