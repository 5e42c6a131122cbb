import { companyZone, serverNow } from '@/model/clock'
import { useDesk, useMe } from '@/model/desk'
import { t } from '@/text'
import type { Call, CallCustomer, PromiseRow } from '@/wire/types'

export interface Caller {
  tint: number
  /** Where they live, since when they are with us; empty while nothing is known. */
  facts: string
  why: string
  /** What we owe them, the nearest first; null while nothing is known. */
  owed: readonly PromiseRow[] | null
}

export function tintOf(customer: CallCustomer): number {
  return (Number(customer.id) % 6) + 1
}

/**
 * @param detail the day on which we spoke, or the name of their team
 * @param by who of us is in the call
 */
function whyHere(call: Call, detail: string | null, by: string): string {
  switch (call.why) {
    case 'CALLED':
      return t.phone.why.CALLED
    case 'ASKED':
      return t.phone.why.ASKED(by)
    default:
      return t.phone.why[call.why](detail)
  }
}

/** What their page says of who calls, as far as it is here already. */
export function useCaller(call: Call): Caller {
  const known = useDesk((state) => state.customers.get(call.customer.id))
  const me = useMe()
  const by = useDesk((state) => state.colleagues.get(call.colleagues[0] ?? '')?.firstName) ?? t.phone.colleague
  if (known?.kind !== 'READY') return { tint: tintOf(call.customer), facts: '', why: whyHere(call, null, by), owed: null }
  const { customer, knows } = known.head
  const facts = [
    customer.organisation,
    customer.place,
    customer.prospect ? t.person.prospect : t.person.since(t.time.year(Date.parse(customer.since), companyZone())),
  ]
  const last = knows.find((one) => one.agent === me)?.last
  const day = last === undefined ? null : t.phone.onDay(t.time.about(Date.parse(last), serverNow(), companyZone()))
  return {
    tint: customer.tint,
    facts: facts.filter((fact) => fact !== null && fact !== '').join(' · '),
    why: whyHere(call, call.why === 'KNOWN' ? day : customer.teamName, by),
    owed: known.promises.filter((row) => row.id !== call.promise),
  }
}
