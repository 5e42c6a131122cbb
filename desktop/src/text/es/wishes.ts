/** What somebody wants of us. */
export const wishes = {
  title: 'Lo que quiere',
  language: 'Idioma',
  languageName: (code: string): string => {
    try {
      return new Intl.DisplayNames('es', { type: 'language' }).of(code) ?? code
    } catch {
      return code
    }
  },
  bestTime: 'Mejor hora para llamar',
  quiet: 'Horas de silencio',
  noQuiet: 'ninguna',
  days: ['lun', 'mar', 'mié', 'jue', 'vie', 'sáb', 'dom'],
  everyDay: 'todos los días',
  slot: (days: string, from: string, to: string) => `${days} de ${from} a ${to}`,
  inZone: (zone: string) => `en ${zone}`,
  kinds: {
    MARKETING_MAIL: 'Publicidad por correo',
    MARKETING_CALL: 'Publicidad por teléfono',
    CALL_RECORDING: 'Grabación de llamadas',
    SURVEY: 'Encuestas',
    SHARING: 'Compartir con socios',
  },
  agreed: (when: string, how: string) => `consintió ${when}, ${how}`,
  by: (name: string) => `anotado por ${name}`,
  withdrawn: (when: string) => `retirado ${when}`,
  withdraw: 'Retirar',
  withdrawOf: (kind: string) => `Retirar ${kind}`,
  isWithdrawn: (kind: string) => `${kind}: retirado.`,
  restored: (kind: string) => `${kind}: consentido como antes.`,
  kept: (what: string) => `${what}: guardado.`,
  undone: (what: string) => `${what}: como estaba.`,
  undo: 'Deshacer',
  add: 'Añadir un consentimiento',
  agreement: {
    title: (name: string) => `¿A qué dijo ${name} que sí?`,
    kind: 'Consiente en',
    how: 'Cómo lo dijo',
    howHint: 'En una llamada, en el formulario, por escrito',
    go: 'Anotarlo',
    noted: (kind: string) => `${kind}: consentido.`,
  },
  quietDialog: {
    title: (name: string) => `¿Cuándo no hay que llamar a ${name}?`,
    why: 'Se avisa a quien promete una llamada para entonces. Sin ningún tramo, no hay horas de silencio.',
    zone: 'Su zona horaria',
    days: (number: number) => `Días del tramo ${number}`,
    from: (number: number) => `Tramo ${number}, desde`,
    to: (number: number) => `Tramo ${number}, hasta`,
    add: 'Añadir un tramo',
    remove: (number: number) => `Quitar el tramo ${number}`,
    go: 'Guardar',
  },
  warning: (name: string, when: string) => `${name} no quiere que se le llame a esa hora: allí son las ${when}.`,
}
