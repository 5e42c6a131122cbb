import type { Schema } from '../contract'
import type { Id } from './basics'
import type { Draft } from './doing'
import type { Presence } from './people'
import type { TimelineEntry } from './person'
import type { PhoneView } from './phone'
import type { RoomQuestion } from './room'
import type { Pointer, PromiseRow } from './today'

// The stream: WebSocket /api/stream?boot=..&seq=.

export type StreamPosition = Schema['StreamPosition']

export type Viewer = Schema['Viewer']

/**
 * From the server. `seq` grows; numbers meant for others are left out. After a reconnect with ?boot=&seq= the server
 * sends what came after `seq`, then goes on; where it can't (restarted, too long away) it says `resync`: take the
 * snapshots again. A watch must be said again after a reconnect, and the watched page's snapshot taken again.
 */
export type StreamEvent =
  | { kind: 'hello'; boot: string; seq: number }
  | { kind: 'promise'; seq: number; row: PromiseRow }
  /** For those who watch that customer. An entry with a known id replaces the one shown (delivery changed). */
  | { kind: 'entry'; seq: number; customer: Id; entry: TimelineEntry }
  /** Something else of the customer changed (matters, contact points): take the page's head again. */
  | { kind: 'customer'; seq: number; customer: Id }
  | { kind: 'presence'; seq: number; presence: Presence }
  | { kind: 'draft'; seq: number; customer: Id; draft: Draft }
  | { kind: 'viewers'; customer: Id; viewers: Viewer[] }
  /** Worth a browser notification: something new for me. */
  | { kind: 'notice'; seq: number; why: Notice; text: string; customer: Id | null }
  /** Something in my team's room, or where I take part. */
  | { kind: 'room'; seq: number; question: RoomQuestion }
  | { kind: 'junk'; seq: number; total: number }
  /** All that I should look at, as it is now. */
  | { kind: 'pointers'; seq: number; pointers: Pointer[] }
  /** It was called back: it stands on the timeline no more. */
  | { kind: 'gone'; seq: number; customer: Id; interaction: Id }
  /** For those who watch that organisation: something of it, or of one of its people, changed. */
  | { kind: 'organisation'; seq: number; organisation: Id }
  /** Templates or articles changed: take them again. */
  | { kind: 'knowledge'; seq: number }
  /** A saved view that I see was made, changed or deleted. */
  | { kind: 'saved-views'; seq: number }
  /** My telephone, as it is now. */
  | { kind: 'phone'; seq: number; phone: PhoneView }
  /** Somebody of my team looks at something else now: the board asks again. */
  | { kind: 'at' }
  | { kind: 'resync' }
  | { kind: 'signed-out' }
  | Pong
  | Watched

/** Why the browser speaks up. */
export type Notice = 'HELP' | 'ABOUT_TO_BE_LATE' | 'HANDED_OVER' | 'WROTE_AGAIN' | 'ANSWERED_YOU' | 'MENTIONED' | 'REPLY_HELD' | 'VOTED' | 'ASKED_YOU' | 'ROOM_ANSWERED'

/** To the server. A watch lasts until the next one or the end of the connection. */
export type StreamCommand =
  | { kind: 'watch'; customer: Id | null; grade: Viewer['grade'] }
  | { kind: 'watch-organisation'; organisation: Id | null }
  | { kind: 'ping' }

/** Answers a `ping`. Until a first one was heard, a missing one means nothing. */
export interface Pong {
  kind: 'pong'
}

/** Answers a `watch`: from `seq` on, this connection hears all entries of that customer. */
export interface Watched {
  kind: 'watched'
  seq: number
  customer: Id
}

/** GET /api/desk/colleagues -> {agents: Agent[]}: everyone of ours, for names in timelines and for hand-overs to other teams. */
/** GET /api/desk/today also carries (in any of its lists) the promises whose handOver.to is me. */

/** What going home now means: when the team begins again, and which of my promises fall due before. */
export type EndOfShift = Schema['PresenceEndOfShift']
