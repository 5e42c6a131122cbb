import { go, openDialog, placeStore } from '@/model/place'
import { t } from '@/text'
import { showToast } from '@/ui/toasts'
import { customers } from '@/wire/desk'
import { sentenceOf } from '@/wire/http'
import type { ContactPoint, Id } from '@/wire/types'
import { attempt, type Action } from './action'

export const mergeWith: Action = {
  id: 'merge',
  name: t.actions.merge,
  icon: 'people',
  keys: 'i',
  group: 'PERSON',
  isAllowed: ({ customer, may }) => may('ANSWER') && customer !== null,
  perform: ({ customer }) => {
    if (customer === null) return
    const { id, name } = customer.head.customer
    openDialog({ kind: 'MERGE', customer: id, name, other: null })
  },
}

export const addAddress: Action = {
  id: 'add-address',
  name: t.actions.addAddress,
  icon: 'plus',
  keys: null,
  group: 'PERSON',
  isAllowed: ({ customer, may }) => may('ANSWER') && customer !== null,
  perform: ({ customer }) => {
    if (customer === null) return
    const { id, name } = customer.head.customer
    openDialog({ kind: 'ADD_ADDRESS', customer: id, name })
  },
}

export const setOrganisation: Action = {
  id: 'organisation',
  name: t.actions.organisation,
  icon: 'team',
  keys: null,
  group: 'PERSON',
  isAllowed: ({ customer, may }) => may('ANSWER') && customer !== null,
  perform: ({ customer }) => {
    if (customer === null) return
    const { id, name, organisation } = customer.head.customer
    openDialog({ kind: 'ORGANISATION', customer: id, name, organisation })
  },
}

/** All that is known about somebody, as a file for them. */
export const exportPerson: Action = {
  id: 'export',
  name: t.actions.exportPerson,
  icon: 'down',
  keys: null,
  group: 'PERSON',
  isAllowed: ({ customer, may }) => customer !== null && may('EXPORT_CUSTOMERS'),
  perform: ({ customer }) => {
    if (customer === null) return
    const link = document.createElement('a')
    link.href = customers.exportAddress(customer.head.customer.id)
    link.download = ''
    link.click()
  },
}

/** Takes an address from somebody; the toast gives it back, with the proof it had. */
export async function removeAddress(customer: Id, name: string, point: ContactPoint): Promise<void> {
  if (!(await attempt(() => customers.removePoint(customer, point.id)))) return
  showToast(t.merging.address.removed(point.value, name), {
    lasts: 10_000,
    action: {
      label: t.merging.undo,
      keys: 'z',
      perform: () => void attempt(() => customers.addPoint(customer, point.value, true), t.merging.address.back(name)),
    },
  })
}

export const partWhom: Action = {
  id: 'part',
  name: t.actions.part,
  icon: 'people',
  keys: null,
  group: 'PERSON',
  isAllowed: ({ customer, may }) => may('ANSWER') && customer !== null && customer.head.absorbed.length > 0,
  perform: ({ customer }) => {
    if (customer === null) return
    const { id, name } = customer.head.customer
    openDialog({ kind: 'PART', customer: id, name, absorbed: customer.head.absorbed })
  },
}

/** Merges at once; it can be undone from the toast, and later from the page. */
export async function merge(customer: Id, name: string, other: Id, otherName: string): Promise<boolean> {
  try {
    const survivor = await customers.merge(customer, other)
    if (placeStore.state.customer !== survivor.id) go({ to: '/people/$customer', params: { customer: survivor.id } })
    showToast(t.merging.merged(name), {
      lasts: 10_000,
      action: { label: t.merging.undo, keys: 'z', perform: () => void part(survivor.id, other, otherName) },
    })
    return true
  } catch (error) {
    showToast(sentenceOf(error), { tone: 'wrong' })
    return false
  }
}

export function part(customer: Id, absorbed: Id, name: string): Promise<boolean> {
  return attempt(() => customers.part(customer, absorbed), t.merging.parted(name))
}

export function notOnePerson(customer: Id, other: Id): Promise<boolean> {
  return attempt(() => customers.notOnePerson(customer, other), t.merging.isTwo)
}
