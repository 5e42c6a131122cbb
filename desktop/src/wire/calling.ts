import { ask } from './http'
import type { CallingRule, Id, Instant } from './types'

export const calling = {
  of: (customer: Id, signal?: AbortSignal) => ask('GET', '/api/customers/{id}/calling', { path: { id: customer }, ...(signal === undefined ? {} : { signal }) }),
  /** Promises a call within a window; mine to keep. */
  plan: (customer: Id, plan: { matter: Id; contactPoint: Id; from: Instant; to: Instant; purpose: string }) =>
    ask('POST', '/api/customers/{id}/calling/call-back', { path: { id: customer }, body: plan }),
  withdraw: (customer: Id) => ask('POST', '/api/customers/{id}/calling/withdraw', { path: { id: customer } }),
  rules: () => ask('GET', '/api/admin/calling-rules'),
  saveRules: (rules: CallingRule[]) => ask('PUT', '/api/admin/calling-rules', { body: { rules } }),
}
