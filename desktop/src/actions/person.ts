import { lastInbound } from '@/model/entries'
import { openDialog, wish } from '@/model/place'
import { t } from '@/text'
import { interactions, matters } from '@/wire/desk'
import { attempt, matterNow, type Action, type Context } from './action'

const here = ({ customer, may }: Context) => may('ANSWER') && customer !== null

export const reply: Action = {
  id: 'reply',
  name: t.actions.reply,
  icon: 'mail',
  keys: 'r',
  group: 'WRITE',
  isAllowed: here,
  perform: () => wish('WRITE_REPLY'),
}

export const note: Action = {
  id: 'note',
  name: t.actions.note,
  icon: 'lock',
  keys: 'n',
  group: 'WRITE',
  isAllowed: here,
  perform: () => wish('WRITE_NOTE'),
}

export const send: Action = {
  id: 'send',
  name: t.actions.send,
  icon: 'up',
  keys: 'Control+Enter',
  group: 'WRITE',
  isAllowed: here,
  perform: () => wish('SEND'),
}

export const attachFiles: Action = {
  id: 'attach',
  get name() {
    return t.actions.attach
  },
  icon: 'clip',
  keys: 'Alt+a',
  group: 'WRITE',
  isAllowed: here,
  perform: () => wish('ATTACH'),
}

export const findInStory: Action = {
  id: 'find-in-story',
  name: t.actions.findInStory,
  icon: 'search',
  keys: '/',
  group: 'PERSON',
  isAllowed: ({ customer }) => customer !== null,
  perform: () => wish('FIND_IN_STORY'),
}

/** With the reply: that is all. */
export const nothingMore: Action = {
  id: 'nothing-more',
  get name() {
    return t.actions.nothingMore
  },
  icon: 'check',
  keys: 'Alt+n',
  group: 'WRITE',
  isAllowed: here,
  perform: () => wish('NOTHING_MORE'),
}

/** With the reply: what we do next, and by when. */
export const promiseWith: Action = {
  id: 'promise-with',
  get name() {
    return t.actions.promiseWith
  },
  icon: 'clock',
  keys: 'Alt+p',
  group: 'WRITE',
  isAllowed: here,
  perform: () => wish('PROMISE_WITH'),
}

export const makePromise: Action = {
  id: 'promise',
  name: t.actions.makePromise,
  icon: 'clock',
  keys: 'o',
  group: 'PERSON',
  isAllowed: (on) => on.may('HOLD_PROMISES') && on.customer !== null && on.customer.head.matters.length > 0,
  perform: ({ customer }) => {
    if (customer === null) return
    const { id, name } = customer.head.customer
    openDialog({ kind: 'PROMISE', customer: id, name, matters: customer.head.matters })
  },
}

export const closeMatter: Action = {
  id: 'close-matter',
  name: t.actions.closeMatter,
  icon: 'check',
  keys: 'e',
  group: 'PERSON',
  isAllowed: (on) => on.may('HOLD_PROMISES') && on.customer !== null && matterNow(on) !== null && matterNow(on)?.state !== 'CLOSED',
  perform: (on) => {
    const matter = matterNow(on)
    if (matter !== null && on.customer !== null) openDialog({ kind: 'CLOSE_MATTER', matter, name: on.customer.head.customer.name })
  },
}

export const reopenMatter: Action = {
  id: 'reopen-matter',
  name: t.actions.reopenMatter,
  icon: 'left',
  keys: null,
  group: 'PERSON',
  isAllowed: (on) => on.may('HOLD_PROMISES') && on.customer !== null && matterNow(on)?.state === 'CLOSED',
  perform: async (on) => {
    const matter = matterNow(on)
    if (matter !== null) await attempt(() => matters.reopen(matter.id), t.actions.done.reopened)
  },
}

export const markSales: Action = {
  id: 'mark-sales',
  name: t.actions.markSales,
  icon: 'flag',
  keys: null,
  group: 'PERSON',
  isAllowed: (on) => on.may('HOLD_PROMISES') && on.customer !== null && matterNow(on)?.sales === false,
  perform: async (on) => {
    const matter = matterNow(on)
    if (matter !== null) await attempt(() => matters.kind(matter.id, true), t.actions.done.sales)
  },
}

export const markService: Action = {
  id: 'mark-service',
  name: t.actions.markService,
  icon: 'flag',
  keys: null,
  group: 'PERSON',
  isAllowed: (on) => on.may('HOLD_PROMISES') && on.customer !== null && matterNow(on)?.sales === true,
  perform: async (on) => {
    const matter = matterNow(on)
    if (matter !== null) await attempt(() => matters.kind(matter.id, false), t.actions.done.service)
  },
}

export const needsNoAnswer: Action = {
  id: 'needs-no-answer',
  name: t.actions.needsNoAnswer,
  icon: 'check',
  keys: 'q',
  group: 'PERSON',
  isAllowed: (on) => on.may('ANSWER') && on.customer !== null && lastInbound(on.customer.pieces) !== null,
  perform: ({ customer }) => {
    const last = customer === null ? null : lastInbound(customer.pieces)
    if (customer !== null && last !== null)
      openDialog({ kind: 'NEEDS_NO_ANSWER', interaction: last.interaction, name: customer.head.customer.name })
  },
}

export const isJunk: Action = {
  id: 'junk',
  name: t.actions.junk,
  icon: 'box',
  keys: '!',
  group: 'PERSON',
  isAllowed: (on) => on.may('SORT_JUNK') && on.customer !== null && lastInbound(on.customer.pieces) !== null,
  perform: async ({ customer }) => {
    const last = customer === null ? null : lastInbound(customer.pieces)
    if (last !== null) await attempt(() => interactions.junk(last.interaction), t.actions.done.junked)
  },
}
