import { plural } from './counting'

/** Forgetting a person for good. */
export const erasing = {
  title: (name: string) => `¿Borrar a ${name}?`,
  why: 'Se borran los nombres, las direcciones, las palabras, los archivos y todo lo que se anotó sobre esta persona, estén donde estén. Lo que se contó se queda, a nombre de nadie: cuántos, cuándo, en qué equipo, cumplido o tarde. Si vuelve a escribir, es alguien nuevo.',
  day: 'Espera 24 horas, en las que se puede anular. Después no puede nadie.',
  counts: {
    addresses: (number: number) => plural(number, 'dirección', 'direcciones', 'f'),
    messages: (number: number) => plural(number, 'mensaje', 'mensajes'),
    files: (number: number) => plural(number, 'archivo', 'archivos'),
    notes: (number: number) => plural(number, 'nota', 'notas', 'f'),
    matters: (number: number) => plural(number, 'asunto', 'asuntos'),
    promises: (number: number) => plural(number, 'promesa', 'promesas', 'f'),
    openPromises: (number: number) => `${plural(number, 'promesa aún abierta', 'promesas aún abiertas', 'f')}, que ya no deberá nadie`,
    drafts: (number: number) => plural(number, 'borrador', 'borradores'),
    facts: (number: number) => plural(number, 'dato', 'datos'),
    claimants: (number: number) => `${plural(number, 'ficha que solo dice', 'fichas que solo dicen', 'f')} ser esta persona; se queda, y se borra en su propia página`,
  },
  reason: 'Por qué',
  choose: 'Elige un motivo',
  reasons: {
    THEY_ASKED: 'Lo pidió',
    AGREEMENT_ENDED: 'Retiró su consentimiento',
    NOT_NEEDED: 'Ya no hay ningún motivo para conservarlo',
    ORDERED: 'Lo dijo un tribunal o una autoridad',
  },
  type: (name: string) => `Escribe ${name} para estar seguro`,
  go: 'Borrar dentro de 24 horas',
  asked: (name: string) => `${name} se borrará dentro de 24 horas.`,
  waits: (when: string) => `Esta persona se borrará el ${when}.`,
  cancel: 'Anularlo',
  cancelled: 'Anulado. No se borra nada.',
}
