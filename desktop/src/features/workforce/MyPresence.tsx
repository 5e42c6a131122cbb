import { contextNow, presenceActions, type Presence } from '@/actions'
import { useDesk, useMe } from '@/model/desk'
import { ringingHere, usePhone } from '@/model/phone'
import { t } from '@/text'
import { MenuButton } from '@/ui/MenuButton'

/** Where I am, and changing it. */
export function MyPresence() {
  const me = useMe()
  const state = useDesk((all) => all.team?.presence.find((one) => one.agent === me)?.state ?? 'OFFLINE')
  const ringing = usePhone((phone) => ringingHere(phone) !== null)
  const words = t.shell.presence
  const said = ringing ? t.phone.state.RINGING : words.states[state]
  const choices = (actions: readonly Presence[]) =>
    actions.map((action) => ({ id: action.id, label: action.label, perform: () => void action.perform(contextNow()) }))
  return (
    <MenuButton
      label={`${words.menu}: ${said}`}
      className={`presence ${state.toLowerCase()} ${ringing || state === 'HANDLING' || state === 'WRAP_UP' ? 'ring' : ''}`}
      groups={[
        choices(presenceActions.atWork),
        choices(presenceActions.away),
        choices([presenceActions.home]),
      ]}
    >
      <i />
      <span>{said}</span>
    </MenuButton>
  )
}
