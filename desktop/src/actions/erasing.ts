import { openDialog } from '@/model/place'
import { t } from '@/text'
import { showToast } from '@/ui/toasts'
import { erasures } from '@/wire/erasing'
import type { ErasureReason, Id } from '@/wire/types'
import { attempt, type Action } from './action'

export const erase: Action = {
  id: 'erase',
  name: t.actions.erase,
  icon: 'cross',
  keys: null,
  group: 'PERSON',
  isAllowed: ({ customer, may }) => customer !== null && may('ERASE_CUSTOMERS'),
  perform: ({ customer }) => {
    if (customer === null) return
    const { id, name } = customer.head.customer
    openDialog({ kind: 'ERASE', customer: id, name })
  },
}

/** Throws what the server refuses. */
export async function askToErase(customer: Id, name: string, typed: string, reason: ErasureReason): Promise<void> {
  await erasures.ask(customer, typed, reason)
  showToast(t.erasing.asked(name), { lasts: 10_000, action: { label: t.erasing.cancel, keys: 'z', perform: () => void cancelErasing(customer) } })
}

export function cancelErasing(customer: Id): Promise<boolean> {
  return attempt(() => erasures.cancel(customer), t.erasing.cancelled)
}
