import { fromAnswer } from '@/model/articles'
import { allEntries } from '@/model/entries'
import { openDialog, wish } from '@/model/place'
import { t } from '@/text'
import type { TimelineEntry } from '@/wire/types'
import { contextNow, type Action, type Context } from './action'

type Sent = Extract<TimelineEntry, { kind: 'OUTBOUND' }>

function lastAnswer({ customer }: Context): Sent | null {
  const sent = customer === null ? [] : allEntries(customer.pieces).filter((entry): entry is Sent => entry.kind === 'OUTBOUND')
  return sent.findLast((entry) => !entry.automatic) ?? null
}

/** Opens an article with the words of an answer in it. */
export function keepAsArticle(answer: Sent): void {
  const { me, customer } = contextNow()
  openDialog({ kind: 'ARTICLE', draft: fromAnswer(me, answer, customer?.head.customer.language ?? 'en') })
}

export const keepAnswer: Action = {
  id: 'keep-answer',
  name: t.actions.keepAnswer,
  icon: 'note',
  keys: null,
  group: 'WRITE',
  isAllowed: (on) => on.may('WRITE_KNOWLEDGE') && lastAnswer(on) !== null,
  perform: (on) => {
    const answer = lastAnswer(on)
    if (answer !== null) keepAsArticle(answer)
  },
}

export const putArticle: Action = {
  id: 'put-article',
  name: t.actions.putArticle,
  icon: 'note',
  keys: 'Alt+k',
  group: 'WRITE',
  isAllowed: ({ customer, may }) => may('ANSWER') && customer !== null,
  perform: () => wish('PUT_ARTICLE'),
}

export const quoteSelection: Action = {
  id: 'quote',
  name: t.actions.quote,
  icon: 'hand',
  keys: 'q',
  group: 'WRITE',
  isAllowed: ({ customer, may }) => may('ANSWER') && customer !== null,
  perform: () => wish('QUOTE'),
}
