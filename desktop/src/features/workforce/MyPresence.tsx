import { attempt } from '@/actions'
import { wishToGoHome } from '@/actions/home'
import { serverNow } from '@/model/clock'
import { useDesk, useMe } from '@/model/desk'
import { t } from '@/text'
import { MenuButton } from '@/ui/MenuButton'
import { desk } from '@/wire/desk'
import type { PresenceState } from '@/wire/types'

const BREAKS = [15, 30, 60]

/** Where I am, and changing it. */
export function MyPresence() {
  const me = useMe()
  const state = useDesk((all) => all.team?.presence.find((one) => one.agent === me)?.state ?? 'OFFLINE')
  const team = useDesk((all) => all.team?.name ?? '')
  const words = t.shell.presence
  const say = (wanted: PresenceState, minutes: number | null = null) =>
    void attempt(() =>
      desk.presence({ state: wanted, note: '', until: minutes === null ? null : new Date(serverNow() + minutes * 60_000).toISOString() }),
    )
  const choice = (wanted: PresenceState, label: string) => ({ id: wanted, label, perform: () => say(wanted) })
  return (
    <MenuButton
      label={`${words.menu}: ${words.states[state]}`}
      className={`presence ${state.toLowerCase()} ${state === 'HANDLING' || state === 'WRAP_UP' ? 'ring' : ''}`}
      groups={[
        [choice('AVAILABLE', words.states.AVAILABLE), choice('HANDLING', words.states.HANDLING), choice('WRAP_UP', words.states.WRAP_UP)],
        [
          choice('AWAY', words.states.AWAY),
          ...BREAKS.map((minutes) => ({
            id: `away-${minutes}`,
            label: `${words.backIn} ${words.minutes(minutes)}`,
            perform: () => say('AWAY', minutes),
          })),
        ],
        [{ id: 'OFFLINE', label: words.goOffline, perform: () => void wishToGoHome(team) }],
      ]}
    >
      <i />
      <span>{words.states[state]}</span>
    </MenuButton>
  )
}
