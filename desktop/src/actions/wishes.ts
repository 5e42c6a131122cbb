import { openDialog } from '@/model/place'
import { t } from '@/text'
import { showToast } from '@/ui/toasts'
import { wishes } from '@/wire/wishes'
import type { Agreement, Id, QuietHours } from '@/wire/types'
import { attempt, type Action } from './action'

export const addAgreement: Action = {
  id: 'agreement',
  name: t.actions.addAgreement,
  icon: 'check',
  keys: null,
  group: 'PERSON',
  isAllowed: ({ customer, may }) => may('ANSWER') && customer !== null,
  perform: ({ customer }) => {
    if (customer === null) return
    const { id, name } = customer.head.customer
    openDialog({ kind: 'AGREEMENT', customer: id, name })
  },
}

export const setQuiet: Action = {
  id: 'quiet-hours',
  name: t.actions.quietHours,
  icon: 'clock',
  keys: null,
  group: 'PERSON',
  isAllowed: ({ customer, may }) => may('ANSWER') && customer !== null,
  perform: ({ customer }) => {
    if (customer === null) return
    const { id, name } = customer.head.customer
    openDialog({ kind: 'QUIET', customer: id, name })
  },
}

function keptWithUndo(what: string, back: () => Promise<unknown>): void {
  showToast(t.wishes.kept(what), { lasts: 10_000, action: { label: t.wishes.undo, keys: 'z', perform: () => void attempt(back, t.wishes.undone(what)) } })
}

/** Throws what the server refuses. */
export async function sayWish(customer: Id, what: 'language' | 'best-time', label: string, before: string, value: string): Promise<void> {
  if (before === value.trim()) return
  await wishes.say(customer, what, value)
  keptWithUndo(label, () => wishes.say(customer, what, before))
}

export async function sayQuiet(customer: Id, before: QuietHours | null, quiet: QuietHours): Promise<void> {
  await wishes.quiet(customer, quiet)
  keptWithUndo(t.wishes.quiet, () => wishes.quiet(customer, before ?? { ...quiet, slots: [] }))
}

export async function withdraw(customer: Id, agreement: Agreement): Promise<void> {
  const kind = t.wishes.kinds[agreement.kind]
  if (!(await attempt(() => wishes.withdraw(customer, agreement.id)))) return
  showToast(t.wishes.isWithdrawn(kind), {
    lasts: 10_000,
    action: { label: t.wishes.undo, keys: 'z', perform: () => void attempt(() => wishes.restore(customer, agreement.id), t.wishes.restored(kind)) },
  })
}
