import { contextNow, phoneActions } from '@/actions'
import { callName } from '@/model/callName'
import { currentOf, lasted, usePhone } from '@/model/phone'
import { useDesk } from '@/model/desk'
import { go } from '@/model/place'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Initials } from '@/ui/Face'
import { Icon } from '@/ui/Icon'
import { Level } from '@/ui/Level'
import { ours, theirs } from '@/ui/levels'
import type { Call } from '@/wire/types'
import { Keypad } from './Keypad'
import { Recording } from './Recording'
import { faultWords, Meters } from './Sound'
import { tintOf } from './useCaller'
import { useSecond } from './useSecond'

/** The call that I am in, on every page: with whom, how long, and what can be done. */
export function CallBar() {
  const call = usePhone((phone) => currentOf(phone.view))
  return (
    <>
      <p className="vh" role="status">
        {call?.state === 'TALKING' && t.phone.talking(call.customer.name)}
        {call?.state === 'HELD' && t.phone.held(call.customer.name)}
        {call?.state === 'PASSING' && t.phone.passing(call.customer.name)}
      </p>
      {call !== null && <Bar call={call} />}
    </>
  )
}

function Bar({ call }: { call: Call }) {
  const muted = usePhone((phone) => phone.muted)
  const keypad = usePhone((phone) => phone.keypad)
  const held = call.state === 'HELD'
  const apart = call.state === 'DIALLING' || call.state === 'PASSING'
  const name = callName(call.customer.name)
  const does = (action: (typeof phoneActions)['mute']) => () => void action.perform(contextNow())
  return (
    <section className={`on-call ${held ? 'held' : ''}`} aria-label={t.phone.onThePhone} data-call={call.id} data-react-aria-top-layer="true">
      <div className="line">
        <button type="button" className="whom" onClick={() => go({ to: '/people/$customer', params: { customer: call.customer.id } })}>
          <Initials name={call.customer.name} tint={tintOf(call.customer)} />
          <b className="one">{call.customer.name}</b>
        </button>
        <Since call={call} />
        <Company call={call} />
        <Listeners call={call} />
        {call.desk ? <span className="tag">{t.phone.atDesk}</span> : <Levels name={name} still={held} muted={muted} />}
        <Meters call={call} />
        <Recording call={call} />
        <div className="deeds">
          {!call.desk && (
            <Button icon={muted ? 'mute' : 'microphone'} aria-pressed={muted} className={muted ? 'is-on' : ''} keys="Alt+M" onClick={does(phoneActions.mute)}>
              <span>{muted ? t.phone.unmute : t.phone.mute}</span>
            </Button>
          )}
          <Button icon={held ? 'play' : 'pause'} aria-pressed={held} disabled={apart} className={held ? 'is-on' : ''} keys="Alt+O" onClick={does(phoneActions.hold)}>
            <span>{held ? t.phone.resume : t.phone.hold}</span>
          </Button>
          <Button icon="keypad" aria-expanded={keypad} disabled={apart} keys="Alt+J" onClick={does(phoneActions.keypad)}>
            <span>{t.phone.keypad}</span>
          </Button>
          <Button icon="person" disabled={apart || call.asked !== null} keys="Alt+G" onClick={does(phoneActions.colleague)}>
            <span>{t.phone.colleague}</span>
          </Button>
          {call.state === 'PASSING' ? (
            <Button icon="left" onClick={does(phoneActions.takeBack)}>
              <span>{t.phone.takeBack}</span>
            </Button>
          ) : (
            <Button icon="out" disabled={apart || call.colleagues.length > 0 || call.asked !== null} onClick={does(phoneActions.onwards)}>
              <span>{t.phone.onwards}</span>
            </Button>
          )}
          {call.direction === 'OUT' && call.state === 'TALKING' && (
            <Button icon="missed" title={t.calling.machineWhy} onClick={does(phoneActions.machineAnswered)}>
              <span>{t.calling.machine}</span>
            </Button>
          )}
          <Button icon="clock" keys="Alt+Q" onClick={does(phoneActions.promiseOnCall)}>
            <span>{t.phone.promise}</span>
          </Button>
          <Button icon="missed" className="hang-up" keys="Alt+X" onClick={does(phoneActions.hangUp)}>
            <span>{call.colleagues.length > 0 ? t.phone.leave : t.phone.hangUp}</span>
          </Button>
        </div>
      </div>
      {keypad && <Keypad />}
      <Sentence name={name} desk={call.desk} fault={faultWords(call.sound?.faults ?? [], name)} />
    </section>
  )
}

function Levels({ name, still, muted }: { name: string; still: boolean; muted: boolean }) {
  return (
    <div className="levels">
      <span className="small quiet">{name}</span>
      <Level read={theirs.read} still={still} />
      <span className="small quiet">{t.phone.us}</span>
      <Level read={ours.read} still={still || muted} />
    </div>
  )
}

/** Who of us is in it as well, or is asked to be. */
function Company({ call }: { call: Call }) {
  const colleagues = useDesk((state) => state.colleagues)
  const named = (id: string) => colleagues.get(id)?.firstName ?? t.phone.colleague
  const others = call.colleagues.map(named)
  return (
    <p className="company" role="status">
      {others.length > 0 && <span>{(others.length === 1 ? t.phone.withColleague : t.phone.withColleagues)(others.join(', '))}</span>}
      {call.asked !== null && (
        <>
          <span>{t.phone.ringsAt(named(call.asked))}</span>
          <Button onClick={() => void phoneActions.unask.perform(contextNow())}>{t.phone.unask}</Button>
        </>
      )}
    </p>
  )
}

/** Who of us hears the call without being in it: always told, and by nobody hidden. */
function Listeners({ call }: { call: Call }) {
  const colleagues = useDesk((state) => state.colleagues)
  return (
    <p className="listeners" role="status" title={call.listeners.length > 0 ? t.phone.listenersWhy(call.customer.name) : undefined}>
      {call.listeners.map((one) => (
        <span key={one.agent} className={one.how === 'WHISPERS' ? 'whispers' : ''}>
          <Icon name={one.how === 'WHISPERS' ? 'microphone' : 'ear'} />
          {t.phone.listener[one.how](colleagues.get(one.agent)?.firstName ?? t.phone.colleague)}
        </span>
      ))}
    </p>
  )
}

/** How long we talk; before that, what it is doing. */
function Since({ call }: { call: Call }) {
  const now = useSecond()
  const talked = call.answeredAt === null ? null : lasted(now - Date.parse(call.answeredAt))
  return (
    <span className="since" role="timer">
      {call.state !== 'TALKING' && <span className="tag">{t.phone.state[call.state]}</span>}
      {talked}
    </span>
  )
}

/** What is wrong with the line or the microphone just now, and what helps. */
function Sentence({ name, desk, fault }: { name: string; desk: boolean; fault: string | null }) {
  const reminded = usePhone((phone) => phone.reminded)
  const quiet = usePhone((phone) => phone.quiet)
  const line = usePhone((phone) => phone.line)
  const microphone = usePhone((phone) => phone.microphone)
  const said = desk
    ? (fault ?? '')
    : reminded
    ? t.phone.reminder(name)
    : microphone === 'REFUSED' || microphone === 'MISSING'
      ? t.phone.unheard[microphone]
      : line === 'OPENING'
        ? t.phone.lineAgain
        : quiet
          ? t.phone.quiet
          : (fault ?? '')
  return (
    <p className="said-of" role="status">
      {said !== '' && (
        <>
          <Icon name={reminded ? 'mute' : 'warn'} />
          {said}
        </>
      )}
      {line === 'ELSEWHERE' && (
        <>
          <Icon name="phone" />
          {t.phone.callElsewhere}
          <Button onClick={() => void phoneActions.telephoneHere.perform(contextNow())}>{t.phone.here}</Button>
        </>
      )}
    </p>
  )
}
