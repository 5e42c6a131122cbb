/** Cómo dice la gente que fue. */
import type { votes as english } from '../en/votes'
import type { Words } from '../shape'

export const votes: Words<typeof english> = {
  title: 'Cómo dice que fue',
  none: 'Nadie le ha preguntado todavía, o no lo ha dicho.',
  said: (scale, answer, word) => (scale === 'FACES' ? word : scale === 'CSAT' ? `${answer} de 5` : `${answer} de 10`),
  voted: 'voto',
  changedFrom: (before) => `antes: ${before}`,
  overtaken: 'cambiado después',
  again: 'Tuvo que explicarlo más de una vez.',
  notAgain: 'Lo explicó una sola vez.',
  reads: (name) => `lo lee ${name}`,
  team: 'lo lee el equipo',
  helped: (before) => `preguntado de nuevo; antes de que hiciéramos algo era: ${before}`,
  excluded: { STAFF: 'no cuenta: es de los nuestros', NETWORK: 'no cuenta: desde nuestra propia red' },
  how: { LOT: 'por sorteo', BY_HAND: 'preguntado a mano', CAMPAIGN: 'preguntado en una campaña', SIGNATURE: 'bajo un correo nuestro', AGAIN: 'preguntado de nuevo' },
  faces: { 4: 'cara dorada', 3: 'cara verde', 2: 'cara ámbar', 1: 'cara roja' },
  ask: {
    title: (name) => `Preguntar a ${name} cómo fue`,
    why: 'Valen las mismas reglas que para todos: a nadie se le pregunta a menudo, ni mientras le debamos algo. Se cuenta aparte de quienes salieron en el sorteo.',
    survey: 'Qué se le pregunta',
    go: 'Enviar',
    sent: (name) => `Se ha preguntado a ${name}.`,
    none: 'Todavía no hay ninguna encuesta. La crea un administrador.',
  },
  underMails: 'Bajo mis correos hay dos caras',
  underMailsHint: 'Quien pulse una puede decir cómo fue. Se cuenta aparte.',
  underMailsKept: 'Guardado.',
}
