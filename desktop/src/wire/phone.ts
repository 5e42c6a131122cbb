import { ask } from './http'
import type { Id, PhoneView } from './types'

type Say = <T>(method: 'GET' | 'POST' | 'DELETE', path: string, more?: { path?: { call: Id }; body?: unknown }) => Promise<T>
const say = ask as unknown as Say

/** The telephone: the line of this browser, and what is done with calls. Each answer is the telephone as it is then. */
export const phone = {
  now: () => say<PhoneView>('GET', '/api/phone'),
  /** @param offer the whole of it, with its candidates (SDP); what comes back is the answer to it */
  line: (offer: string) => say<{ answer: string }>('POST', '/api/phone/line', { body: { offer } }),
  noLine: () => say<undefined>('DELETE', '/api/phone/line'),
  answer: (call: Id) => say<PhoneView>('POST', '/api/phone/calls/{call}/answer', { path: { call } }),
  decline: (call: Id) => say<PhoneView>('POST', '/api/phone/calls/{call}/decline', { path: { call } }),
  hold: (call: Id, held: boolean) => say<PhoneView>('POST', '/api/phone/calls/{call}/hold', { path: { call }, body: { held } }),
  hangUp: (call: Id) => say<PhoneView>('POST', '/api/phone/calls/{call}/hang-up', { path: { call } }),
  /** @param keys of 0 to 9, star and hash */
  press: (call: Id, keys: string) => say<undefined>('POST', '/api/phone/calls/{call}/keys', { path: { call }, body: { keys } }),
  wrapUpMore: (minutes: number) => say<PhoneView>('POST', '/api/phone/wrap-up', { body: { minutes } }),
  wrapUpDone: () => say<PhoneView>('DELETE', '/api/phone/wrap-up'),
}
