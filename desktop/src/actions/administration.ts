import { go, placeStore, type AdminPart } from '@/model/place'
import { t } from '@/text'
import type { Permission } from '@/wire/types'
import type { Action } from './action'

const NEEDS: Partial<Record<AdminPart, Permission>> = { imports: 'IMPORT_CUSTOMERS', moveIn: 'IMPORT_CUSTOMERS', webhooks: 'CHANGE_WEBHOOKS', audit: 'SEE_AUDIT' }

/** Each part of Administration, for who may see it. */
export const administration: readonly Action[] = (Object.keys(t.actions.admin) as AdminPart[]).map((part) => ({
  id: `go-admin-${part}`,
  name: `${t.actions.goAdmin}: ${t.actions.admin[part]}`,
  icon: 'gear',
  keys: null,
  group: 'SCREEN',
  isAllowed: ({ may }) => may('SEE_SETTINGS') && may(NEEDS[part] ?? 'SEE_SETTINGS'),
  perform: () => {
    placeStore.dispatch({ part })
    go({ to: '/admin' })
  },
}))
