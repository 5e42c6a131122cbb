export const provider = {
  signIn: (title: string) => `Entrar con ${title}`,
  byPassword: 'Entrar como administrador, con contraseña',
  outcomes: {
    closed: 'Aquí está desactivado entrar con la cuenta de tu empresa.',
    declined: 'Te detuviste en la página de acceso de tu empresa. Vuelve a intentarlo cuando quieras.',
    stale: 'Ese acceso no empezó en este navegador, o tardó demasiado. Empieza de nuevo, por favor.',
    away: 'El servicio de acceso de tu empresa no responde ahora. Inténtalo dentro de un minuto; un administrador puede entrar con contraseña.',
    refused: 'El servicio de acceso de tu empresa nos rechazó. Un administrador encuentra el motivo en Administración, Registro.',
    'not-believed': 'Lo que respondió el servicio de acceso de tu empresa no se pudo creer, así que no se dejó entrar a nadie. Díselo a un administrador.',
    unverified: 'El servicio de acceso de tu empresa no responde por tu dirección de correo, así que no encontramos tu cuenta. Díselo a un administrador.',
    unknown: 'Aquí todavía no entra nadie con tu nombre. Pide a un administrador que te añada.',
    taken: 'Tu cuenta de aquí pertenece a otra persona en el servicio de acceso de tu empresa. Un administrador puede desvincularla.',
    disabled: 'Tu cuenta de aquí está desactivada. Pregunta a un administrador.',
    passkey: 'Tu empresa pide aquí un segundo paso. Entra con tu llave de acceso.',
  } as Record<string, string>,
}
