import type { Id, RoomPage, RoomQuestion } from '@/wire/types'
import { Store, useStore } from './store'

/** What is asked in the team room; null until it was loaded. */
export interface Room {
  open: readonly RoomQuestion[]
  settled: readonly RoomQuestion[]
}

const SETTLED_KEPT = 30

export type RoomEvent = { kind: 'here'; page: RoomPage } | { kind: 'question'; question: RoomQuestion } | { kind: 'gone' }

export function reduceRoom(room: Room | null, events: readonly RoomEvent[]): Room | null {
  return events.reduce<Room | null>((state, event) => {
    switch (event.kind) {
      case 'here':
        return { open: event.page.open, settled: event.page.settled }
      case 'gone':
        return null
      case 'question':
        return state === null ? state : withQuestion(state, event.question)
    }
  }, room)
}

function withQuestion(room: Room, question: RoomQuestion): Room {
  const others = (list: readonly RoomQuestion[]) => list.filter((one) => one.id !== question.id)
  const newest = (list: readonly RoomQuestion[]) => [...list].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
  return question.settled === null
    ? { open: newest([...others(room.open), question]), settled: others(room.settled) }
    : { open: others(room.open), settled: [question, ...others(room.settled)].slice(0, SETTLED_KEPT) }
}

export const roomStore = new Store<Room | null, RoomEvent>(null, reduceRoom)

export function useRoom<T>(select: (room: Room | null) => T): T {
  return useStore(roomStore, select)
}

/** Open questions that I can still answer: others asked them, and I have not. */
export function waitsForMe(room: Room | null, me: Id): number {
  return (room?.open ?? []).filter((one) => one.agent !== me && !one.answers.some((answer) => answer.agent === me)).length
}
