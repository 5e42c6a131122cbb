import type { organisation as english } from '../en/organisation'
import type { Words } from '../shape'
import { plural } from './counting'

export const organisation: Words<typeof english> = {
  title: 'Organización',
  missing: 'No se puede mostrar esta organización.',
  name: 'Nombre',
  rename: 'Cambiar el nombre',
  renamed: 'Ahora se llama así.',
  size: (people) => plural(people, 'persona', 'personas'),
  homes: (teams) => `en casa con ${teams.join(', ')}`,
  share: (team, people) => `${team} (${String(people)} en total)`,
  promises: 'Lo que les debemos',
  noPromises: 'No hay nada abierto.',
  people: 'Su gente',
  nobody: 'Ya nadie pertenece a ella.',
  more: (people) => `y ${String(people)} más`,
  facts: 'Sobre la organización',
  open: 'Su página',
  found: 'Organizaciones',
}
