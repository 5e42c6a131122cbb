import { ask } from './http'
import type { Id } from './types'

/** The telephone: the line of this browser, and what is done with calls. Each answer is the telephone as it is then. */
export const phone = {
  now: () => ask('GET', '/api/phone'),
  /** By which this browser may reach the telephone's sound. */
  ways: () => ask('GET', '/api/phone/ways'),
  /** @param offer the whole of it, with its candidates (SDP); what comes back is the answer to it */
  line: (offer: string) => ask('POST', '/api/phone/line', { body: { offer } }),
  /** @param leaving whether the page is being closed */
  noLine: (leaving: boolean) => ask('DELETE', '/api/phone/line', { keepalive: leaving }),
  /**
   * @param promise for which we call; kept once we have spoken
   * @param anyway in their quiet hours too
   */
  call: (customer: Id, contactPoint: Id, promise: Id | null, anyway: boolean) => ask('POST', '/api/phone/calls', { body: { customer, contactPoint, promise, anyway } }),
  answer: (call: Id) => ask('POST', '/api/phone/calls/{call}/answer', { path: { call } }),
  decline: (call: Id) => ask('POST', '/api/phone/calls/{call}/decline', { path: { call } }),
  hold: (call: Id, held: boolean) => ask('POST', '/api/phone/calls/{call}/hold', { path: { call }, body: { held } }),
  hangUp: (call: Id) => ask('POST', '/api/phone/calls/{call}/hang-up', { path: { call } }),
  /** They have agreed: it begins now. */
  record: (call: Id) => ask('POST', '/api/phone/calls/{call}/recording', { path: { call } }),
  pauseRecording: (call: Id, paused: boolean) => ask('POST', '/api/phone/calls/{call}/recording/pause', { path: { call }, body: { paused } }),
  /** What is silent then is meant to be. */
  muted: (muted: boolean) => ask('POST', '/api/phone/muted', { body: { muted } }),
  /** It rings at a colleague, who joins by answering; whoever hangs up then leaves the call to the others. */
  ask: (call: Id, agent: Id) => ask('POST', '/api/phone/calls/{call}/colleague', { path: { call }, body: { agent } }),
  /** @param number as one dials it; a team's number lets it ring there */
  putThrough: (call: Id, number: string, anyway: boolean) => ask('POST', '/api/phone/calls/{call}/onwards', { path: { call }, body: { number, anyway } }),
  takeBack: (call: Id) => ask('DELETE', '/api/phone/calls/{call}/onwards', { path: { call } }),
  /** A machine answers there: we leave a message, and have not spoken with them. */
  machine: (call: Id) => ask('POST', '/api/phone/calls/{call}/machine', { path: { call } }),
  unask: (call: Id) => ask('DELETE', '/api/phone/calls/{call}/colleague', { path: { call } }),
  /** @param keys of 0 to 9, star and hash */
  press: (call: Id, keys: string) => ask('POST', '/api/phone/calls/{call}/keys', { path: { call }, body: { keys } }),
  /** Calls that go on in a team, as far as I may hear them. */
  going: (team: Id) => ask('GET', '/api/phone/going', { query: { team } }),
  /** Hears a call, or whispers to those of us who are in it. */
  listen: (call: Id, how: 'LISTENS' | 'WHISPERS') => ask('POST', '/api/phone/calls/{call}/listening', { path: { call }, body: { how } }),
  joinListened: () => ask('POST', '/api/phone/listening/join'),
  stopListening: () => ask('DELETE', '/api/phone/listening'),
  desk: () => ask('GET', '/api/phone/desk'),
  /** Its password comes this once. */
  makeDesk: () => ask('POST', '/api/phone/desk'),
  /** @param first whether it rings first when I call somebody */
  chooseDesk: (first: boolean) => ask('PUT', '/api/phone/desk', { body: { first } }),
  revokeDesk: () => ask('DELETE', '/api/phone/desk'),
  stopPickUp: () => ask('DELETE', '/api/phone/desk/pick-up'),
  wrapUpMore: (minutes: number) => ask('POST', '/api/phone/wrap-up', { body: { minutes } }),
  wrapUpDone: () => ask('DELETE', '/api/phone/wrap-up'),
}
