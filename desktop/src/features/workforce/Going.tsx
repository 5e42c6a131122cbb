import { useEffect, useState } from 'react'
import { listenTo } from '@/actions'
import { useNow } from '@/model/clock'
import { useDesk, useMay, useMe } from '@/model/desk'
import { canListen, isOpen, usePhone } from '@/model/phone'
import { go } from '@/model/place'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Face } from '@/ui/Face'
import { phone } from '@/wire/phone'
import type { GoingCall, Id } from '@/wire/types'

const LOOK_AGAIN_MILLIS = 400

/** Who of a team is on the phone, for those who may listen. */
export function Going({ team }: { team: Id }) {
  const may = useMay('LISTEN')
  const open = usePhone(isOpen)
  return may && open ? <Calls team={team} /> : null
}

function Calls({ team }: { team: Id }) {
  const calls = useGoing(team)
  const can = usePhone(canListen)
  if (calls.length === 0) return null
  return (
    <section className="block" aria-label={t.phone.going.title}>
      <div className="head">
        <h2>{t.phone.going.title}</h2>
        <span className="n">{calls.length}</span>
      </div>
      <ul className="place">
        {calls.map((call) => (
          <Call key={call.call} call={call} can={can} />
        ))}
      </ul>
      {!can && <p className="small second">{t.phone.going.noLine}</p>}
    </section>
  )
}

function Call({ call, can }: { call: GoingCall; can: boolean }) {
  const colleagues = useDesk((state) => state.colleagues)
  const me = useMe()
  const now = useNow()
  const mine = usePhone((state) => state.view?.listening?.call === call.call)
  const words = t.phone.going
  const agent = colleagues.get(call.agent)
  const named = (id: Id) => (id === me ? t.shell.you : (colleagues.get(id)?.firstName ?? t.phone.colleague))
  const name = agent?.firstName ?? t.phone.colleague
  const more = [
    ...(call.colleagues.length > 0 ? [words.company(call.colleagues.map(named).join(', '))] : []),
    ...(call.listeners.length > 0 ? [words.listens(call.listeners.map((one) => named(one.agent)).join(', '))] : []),
  ]
  return (
    <li className="u going" data-call={call.call}>
      <Face name={`${agent?.firstName ?? ''} ${agent?.lastName ?? ''}`} picture={agent?.face ?? null} tint={(Number(call.agent) % 6) + 1} dot="handling" silent />
      <div className="w">
        <p className="one">
          <b>{name}</b> <span className="small second">{t.time.span(now - Date.parse(call.since))}</span>
        </p>
        <p className="one">
          <button type="button" className="plain-button one" onClick={() => go({ to: '/people/$customer', params: { customer: call.customer.id } })}>
            {call.held ? words.held(call.customer.name) : words.with(call.customer.name)}
          </button>
        </p>
        {more.length > 0 && <p className="one small second">{more.join(' · ')}</p>}
      </div>
      {call.agent !== me && !mine && (
        <Button icon="ear" aria-label={words.listenTo(name)} disabled={!can} onClick={() => void listenTo(call.call)}>
          {words.listen}
        </Button>
      )}
    </li>
  )
}

/** Looked at anew with whatever the stream tells: a call that begins or ends changes what somebody is doing. */
function useGoing(team: Id): readonly GoingCall[] {
  const [calls, setCalls] = useState<readonly GoingCall[]>([])
  const latest = useDesk((state) => state.latest)
  const moves = useDesk((state) => state.moves)
  const view = usePhone((state) => state.view)
  useEffect(() => {
    let stopped = false
    const timer = setTimeout(() => {
      phone
        .going(team)
        .then((fresh) => !stopped && setCalls(fresh))
        .catch(() => undefined)
    }, LOOK_AGAIN_MILLIS)
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [team, latest, moves, view])
  return calls
}
