import { openDialog } from '@/model/place'
import { t } from '@/text'
import { questions } from '@/wire/desk'
import type { Id } from '@/wire/types'
import { attempt, type Action } from './action'

export const askRoom: Action = {
  id: 'ask-room',
  name: t.actions.askRoom,
  icon: 'chat',
  keys: 'g',
  group: 'PERSON',
  isAllowed: ({ customer, may }) => may('ANSWER') && customer !== null,
  perform: ({ customer, row }) => {
    if (customer === null) return
    const { id, name } = customer.head.customer
    openDialog({ kind: 'ASK_ROOM', customer: id, name, matter: row?.customer.id === id ? row.matter : null })
  },
}

/** @returns whether it was taken */
export function answerQuestion(question: Id, text: string): Promise<boolean> {
  return attempt(() => questions.answer(question, { key: crypto.randomUUID(), text }), t.room.answered)
}

export function settleQuestion(question: Id, settled: boolean): Promise<boolean> {
  return settled
    ? attempt(() => questions.settle(question), t.room.settledSaid)
    : attempt(() => questions.reopen(question), t.room.reopenedSaid)
}
