import { openDialog } from '@/model/place'
import { t } from '@/text'
import { showToast } from '@/ui/toasts'
import { homes } from '@/wire/homes'
import { sentenceOf } from '@/wire/http'
import type { Id } from '@/wire/types'
import { attempt, type Action } from './action'

export const moveHome: Action = {
  id: 'move-home',
  get name() {
    return t.actions.moveHome
  },
  icon: 'team',
  keys: null,
  group: 'PERSON',
  isAllowed: ({ customer, may }) => customer !== null && may('MOVE_CUSTOMERS'),
  perform: ({ customer }) => {
    if (customer === null) return
    const { id, name, team, teamName } = customer.head.customer
    openDialog({ kind: 'MOVE_HOME', customer: id, name, team, teamName })
  },
}

/** Gives somebody to another team at once; the toast takes it back. */
export async function giveTo(customer: Id, name: string, to: { id: Id; name: string }, along: { promises: boolean; tell: boolean }): Promise<boolean> {
  try {
    const { move } = await homes.move(customer, { to: to.id, ...along })
    showToast(t.homes.move.done(name, to.name), {
      lasts: 10_000,
      action: { label: t.homes.move.undo, keys: 'z', perform: () => void attempt(() => homes.undo(customer, move), t.homes.move.back(name)) },
    })
    return true
  } catch (error) {
    showToast(sentenceOf(error), { tone: 'wrong' })
    return false
  }
}
