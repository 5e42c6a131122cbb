import { openDialog } from '@/model/place'
import { t } from '@/text'
import { showToast } from '@/ui/toasts'
import { facts } from '@/wire/facts'
import type { ExternalId, Fact, FactAbout, Id } from '@/wire/types'
import { attempt, type Action } from './action'

export const addExternalId: Action = {
  id: 'external-id',
  name: t.actions.addExternalId,
  icon: 'plus',
  keys: null,
  group: 'PERSON',
  isAllowed: ({ customer, may }) => may('ANSWER') && customer !== null,
  perform: ({ customer }) => {
    if (customer === null) return
    const { id, name, organisation } = customer.head.customer
    openDialog({ kind: 'EXTERNAL_ID', customer: id, name, organisation })
  },
}

/** Writes a value at once; the toast brings back the one before. Throws what the server refuses. */
export async function writeFact(customer: Id, fact: Fact, value: string): Promise<void> {
  if (value.trim() === (fact.value ?? '')) return
  await facts.write(customer, fact.field, value)
  showToast(t.facts.kept(fact.name), {
    lasts: 10_000,
    action: { label: t.facts.undo, keys: 'z', perform: () => void attempt(() => facts.write(customer, fact.field, fact.value ?? ''), t.facts.undone(fact.name)) },
  })
}

export async function removeExternalId(customer: Id, about: FactAbout, one: ExternalId): Promise<void> {
  if (!(await attempt(() => facts.removeId(customer, about, one)))) return
  showToast(t.facts.id.removed(one.system, one.value), {
    lasts: 10_000,
    action: { label: t.facts.undo, keys: 'z', perform: () => void attempt(() => facts.addId(customer, about, one), t.facts.id.back(one.system, one.value)) },
  })
}
