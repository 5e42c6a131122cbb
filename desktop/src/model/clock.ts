import { useSyncExternalStore } from 'react'
import { dayNumber, inZone } from './zone'

/**
 * The server's clock, as the session told it, and the zone the company reads it in. Screens redraw their times with
 * `useNow`, all at the same tick, so that a row's text changes once and not per row.
 */
const TICK_MILLIS = 10_000

let offsetMillis = 0
let zone = 'UTC'
let tick = Date.now()
let day = tick
const listeners = new Set<() => void>()

export function setClock(serverNow: string, companyZone: string): void {
  offsetMillis = Date.parse(serverNow) - Date.now()
  zone = companyZone
  beat()
}

export function serverNow(): number {
  return Date.now() + offsetMillis
}

export function companyZone(): string {
  return zone
}

function beat(): void {
  tick = serverNow()
  if (dayNumber(inZone(tick, zone)) !== dayNumber(inZone(day, zone))) day = tick
  for (const listener of listeners) listener()
}

let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(beat, TICK_MILLIS)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** An instant of today: what says only days is drawn again at midnight, not with every tick. */
export function useDay(): number {
  return useSyncExternalStore(subscribe, () => day)
}

/** Milliseconds, at most ten seconds old. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => tick)
}
