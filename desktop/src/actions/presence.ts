import { serverNow } from '@/model/clock'
import { deskStore } from '@/model/desk'
import { t } from '@/text'
import { desk } from '@/wire/desk'
import type { PresenceState } from '@/wire/types'
import { attempt, type Action } from './action'
import { wishToGoHome } from './home'

const BREAKS = [15, 30, 60] as const

function say(state: PresenceState, minutes: number | null = null): void {
  void attempt(() =>
    desk.presence({ state, note: '', until: minutes === null ? null : new Date(serverNow() + minutes * 60_000).toISOString() }),
  )
}

export interface Presence extends Action {
  /** In a menu that says already what it is about. */
  label: string
}

function presence(id: string, label: string, perform: () => void): Presence {
  return { id, label, name: `${t.actions.presence}: ${label}`, icon: 'person', keys: null, group: 'DESK', isAllowed: ({ may }) => may('SAY_PRESENCE'), perform }
}

const words = t.shell.presence
const among = (state: PresenceState) => presence(`presence-${state}`, words.states[state], () => say(state))

/** Who works: three grades of it. */
export const atWork: readonly Presence[] = [among('AVAILABLE'), among('HANDLING'), among('WRAP_UP')]

export const away: readonly Presence[] = [
  among('AWAY'),
  ...BREAKS.map((minutes) => presence(`presence-AWAY-${minutes}`, `${words.backIn} ${words.minutes(minutes)}`, () => say('AWAY', minutes))),
]

export const home: Presence = presence('presence-OFFLINE', words.goOffline, () => void wishToGoHome(deskStore.state.team?.name ?? ''))
