import { useState } from 'react'
import { attempt, callAt, contextNow, mergingActions } from '@/actions'
import { companyZone, useNow } from '@/model/clock'
import { useDesk, useMe, type ReadyCustomer } from '@/model/desk'
import { callName } from '@/model/callName'
import { canCall, usePhone } from '@/model/phone'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Face } from '@/ui/Face'
import { Icon, type IconName } from '@/ui/Icon'
import { Broken } from './Broken'
import { Facts } from './Facts'
import { Home } from './Home'
import { OrganisationPeople } from './Organisation'
import { Absorbed, Same } from './Same'
import { Calling } from './Calling'
import { Votes } from './Votes'
import { Wishes } from './Wishes'
import type { ContactPoint, Matter } from '@/wire/types'

/** The handle of a browser that chats with us tells nobody anything. */
function isChat(point: ContactPoint): boolean {
  return point.kind === 'HANDLE' && point.value.startsWith('chat-')
}

const POINT_ICON: Record<ContactPoint['kind'], IconName> = { EMAIL: 'mail', PHONE: 'phone', HANDLE: 'globe' }

/**
 * Who they are: who of us knows them, what is open, where they can be reached. It stands beside the story; where there
 * is no room for both it opens over it, and `leave` goes back.
 */
export function Know({ customer, leave }: { customer: ReadyCustomer; leave: (() => void) | null }) {
  const { head } = customer
  const mayCall = usePhone(canCall)
  const first = callName(head.customer.name)
  return (
    <aside className="know" aria-label={head.customer.name}>
      {leave !== null && (
        <div className="only-small row">
          <h1>{head.customer.name}</h1>
          <Button className="end" icon="left" autoFocus onClick={leave}>
            {t.person.toStory}
          </Button>
        </div>
      )}
      <WhoKnows knows={head.knows} name={first} />
      <Home customer={customer} />
      <Matters matters={head.matters} />
      <Broken customer={head.customer.id} />
      <section>
        <h2>
          {t.person.reach(first)}
          <button type="button" className="linkish" aria-label={t.actions.addAddress} onClick={() => void mergingActions.addAddress.perform(contextNow())}>
            {t.merging.address.add}
          </button>
        </h2>
        <ul>
          {head.contactPoints.map((point) => (
            <li key={point.id} className="cp">
              <Icon name={isChat(point) ? 'chat' : POINT_ICON[point.kind]} />
              {point.kind === 'PHONE' && mayCall ? (
                <button type="button" className="plain-button one" aria-label={t.phone.callNumber(point.value)} onClick={() => void attempt(() => callAt(head.customer, point, contextNow().row))}>
                  {point.value}
                </button>
              ) : (
                <div className="one" title={point.value}>
                  {isChat(point) ? t.person.theirChat : point.value}
                </div>
              )}
              <span className="end">
                {point.proof === 'VERIFIED' && !point.shared ? (
                  <span title={t.person.proof('VERIFIED')}>
                    <Icon name="check" />
                    <span className="vh">{t.person.proof('VERIFIED')}</span>
                  </span>
                ) : point.shared ? (
                  t.person.shared
                ) : (
                  t.person.proof(point.proof)
                )}
              </span>
              {head.contactPoints.length > 1 && (
                <Button
                  look="bare"
                  icon="cross"
                  className="remove"
                  aria-label={t.merging.address.remove(point.value)}
                  onClick={() => void mergingActions.removeAddress(head.customer.id, first, point)}
                />
              )}
            </li>
          ))}
        </ul>
        <Absorbed customer={customer} />
      </section>
      <Calling customer={customer} />
      <Votes customer={customer} />
      <Wishes customer={customer} />
      <Facts customer={customer} />
      <OrganisationPeople customer={customer} />
      <Same customer={customer} />
    </aside>
  )
}

function WhoKnows({ knows, name }: { knows: ReadyCustomer['head']['knows']; name: string }) {
  const colleagues = useDesk((state) => state.colleagues)
  const me = useMe()
  const now = useNow()
  return (
    <section>
      <h2>{t.person.knows(name)}</h2>
      {knows.length === 0 && <p className="small second">{t.person.nobodyKnows}</p>}
      <ul>
        {knows.map((one) => {
          const agent = colleagues.get(one.agent)
          const called = one.agent === me ? t.person.you : (agent?.firstName ?? t.person.colleague)
          return (
            <li key={one.agent}>
              <Face name={called} picture={agent?.face ?? null} silent />
              <div>
                <p>{one.agent === me ? <b>{called}</b> : called}</p>
              </div>
              <span className="end">
                {t.person.talks(one.talks)}, {t.time.about(Date.parse(one.last), now, companyZone())}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Matters({ matters }: { matters: readonly Matter[] }) {
  const [closedShown, setClosedShown] = useState(false)
  const now = useNow()
  const open = matters.filter((matter) => matter.state !== 'CLOSED')
  const closed = matters.filter((matter) => matter.state === 'CLOSED')
  const row = (matter: Matter) => (
    <li key={matter.id} className="matter">
      <div className="one" title={matter.about}>
        {matter.about} {matter.sales && <span className="tag">{t.person.sales}</span>}
        {matter.reason !== null && <span className="small quiet"> · {matter.reason}</span>}
        {matter.handOvers > 0 && <span className="small quiet"> · {t.person.handedOver(matter.handOvers)}</span>}
      </div>
      <span className="end">
        {matter.state === 'OPEN' ? t.person.opened(t.time.about(Date.parse(matter.openedAt), now, companyZone())) : t.person.matterState[matter.state]}
      </span>
    </li>
  )
  return (
    <section>
      <h2>{t.person.matters}</h2>
      {open.length === 0 && <p className="small second">{t.person.noMatters}</p>}
      <ul>{open.map(row)}</ul>
      {closed.length > 0 && (
        <button type="button" className="quote-toggle" aria-expanded={closedShown} onClick={() => setClosedShown(!closedShown)}>
          {t.person.mattersClosed(closed.length)}
        </button>
      )}
      {closedShown && <ul>{closed.map(row)}</ul>}
    </section>
  )
}
