import { answer, contextNow, phoneActions } from '@/actions'
import { canAnswer, usePhone } from '@/model/phone'
import { go } from '@/model/place'
import { settingsStore, useSettings } from '@/model/settings'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Initials } from '@/ui/Face'
import { Icon } from '@/ui/Icon'
import { MenuButton, type MenuChoice } from '@/ui/MenuButton'
import type { WaitingCaller } from '@/wire/types'
import { tintOf } from './useCaller'
import { useSecond } from './useSecond'

const NOBODY: readonly WaitingCaller[] = []
const useWaiting = () => usePhone((phone) => phone.view?.waiting ?? NOBODY)
const useWaits = () => usePhone((phone) => phone.view?.waits ?? 0)

/** "40 s", then "3 min": what a caller waits is felt in seconds at first. */
function waited(since: string, now: number): string {
  const millis = Math.max(0, now - Date.parse(since))
  return millis < 60_000 ? t.phone.seconds(Math.floor(millis / 1_000)) : t.time.span(millis)
}

/** Callers of my team whom nobody has answered yet, in the rail. */
export function WaitingCallers() {
  const waiting = useWaiting()
  const more = useWaits() - waiting.length
  const can = usePhone(canAnswer)
  if (waiting.length === 0) return null
  return (
    <section className="callers" aria-label={t.phone.waiting}>
      <h3>{t.phone.waiting}</h3>
      <ul>
        {waiting.map((caller) => (
          <li key={caller.id} data-call={caller.id}>
            <Initials name={caller.customer.name} tint={tintOf(caller.customer)} />
            <div>
              <button type="button" className="plain-button one" onClick={() => go({ to: '/people/$customer', params: { customer: caller.customer.id } })}>
                {caller.customer.name}
              </button>
              <p className="one">
                <Waits caller={caller} /> · {caller.hears ? t.phone.hears : t.phone.hearsRinging}
              </p>
            </div>
            {can && <Button look="bare" icon="phone" aria-label={t.phone.answerNow(caller.customer.name)} onClick={() => answer(caller.id)} />}
          </li>
        ))}
      </ul>
      {more > 0 && <p>{t.phone.moreWait(more)}</p>}
    </section>
  )
}

function Waits({ caller }: { caller: WaitingCaller }) {
  const now = useSecond()
  return <b>{waited(caller.since, now)}</b>
}

/** The same, where the rail has no room for words. */
export function WaitingChip() {
  const waiting = useWaiting()
  const first = waiting[0]
  return first === undefined ? null : <Chip first={first} waiting={waiting} />
}

function Chip({ first, waiting }: { first: WaitingCaller; waiting: readonly WaitingCaller[] }) {
  const now = useSecond()
  const waits = useWaits()
  const words = t.phone.waitSince(waited(first.since, now))
  const choices = waiting.map((caller) => ({
    id: caller.id,
    label: caller.customer.name,
    mark: <Initials name={caller.customer.name} tint={tintOf(caller.customer)} size={22} />,
    beside: waited(caller.since, now),
    perform: () => go({ to: '/people/$customer', params: { customer: caller.customer.id } }),
  }))
  return (
    <div className="waiting-chip">
      <MenuButton label={`${waits} ${words}`} className="b bare" groups={[choices]}>
        <Icon name="clock" />
        <b>{waits}</b> <span>{words}</span>
      </MenuButton>
    </div>
  )
}

/** My telephone in this window. It says something only while it is not simply on. */
export function TelephoneMenu() {
  const line = usePhone((phone) => phone.line)
  const { telephone } = useSettings()
  const does = (action: (typeof phoneActions)['telephoneHere']) => () => void action.perform(contextNow())
  const choices: MenuChoice[] = [
    ...(line === 'ELSEWHERE' ? [{ id: 'here', label: t.phone.here, icon: 'phone', perform: does(phoneActions.telephoneHere) } as const] : []),
    { id: 'switch', label: telephone ? t.phone.turnOff : t.phone.turnOn, icon: telephone ? 'missed' : 'phone', perform: () => settingsStore.dispatch({ telephone: !telephone }) },
    { id: 'settings', label: t.phone.settings, icon: 'gear', perform: does(phoneActions.goTelephone) },
  ]
  return (
    <MenuButton label={`${t.phone.menu}: ${t.phone.line[line]}`} className={`b bare telephone is-${line.toLowerCase()}`} groups={[choices]}>
      <Icon name={line === 'OFF' || line === 'UNABLE' ? 'missed' : 'phone'} />
      {line !== 'UP' && <span>{t.phone.line[line]}</span>}
    </MenuButton>
  )
}
