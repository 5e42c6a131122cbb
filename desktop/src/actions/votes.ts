import { openDialog } from '@/model/place'
import { t } from '@/text'
import type { Action } from './action'

/** Asks them by hand; the server says whether they may be asked now. */
export const askHow: Action = {
  id: 'ask-how',
  name: t.actions.askHow,
  icon: 'spark',
  keys: null,
  group: 'PERSON',
  isAllowed: ({ customer, may }) => may('ANSWER') && customer !== null && customer.head.matters.length > 0,
  perform: ({ customer }) => {
    if (customer === null) return
    const { id, name } = customer.head.customer
    openDialog({ kind: 'ASK_HOW', customer: id, name })
  },
}
