import { ACTIONS, contextNow, personActions, promiseActions, type Action, callingActions } from '@/actions'
import { companyZone, useNow } from '@/model/clock'
import { useDesk, useMe, type ReadyCustomer } from '@/model/desk'
import { shareLeft } from '@/model/hours'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Clock } from '@/ui/Clock'
import { Face, Initials } from '@/ui/Face'
import { Icon } from '@/ui/Icon'
import { MenuButton } from '@/ui/MenuButton'
import { Erasing } from './Erasing'
import type { PromiseRow } from '@/wire/types'

/** Who this is, and what we owe them. */
export function PersonHead({ customer, about }: { customer: ReadyCustomer; about: () => void }) {
  const { head } = customer
  const { organisation, place, since, teamName, prospect, name, tint } = head.customer
  const facts = [
    organisation,
    place,
    prospect ? t.person.prospect : t.person.since(t.time.year(Date.parse(since), companyZone())),
    t.person.speaksTo(teamName),
  ]
  return (
    <>
      <header className="id">
        <Initials name={name} tint={tint} size={40} />
        <div style={{ minWidth: 0 }}>
          <h1>{name}</h1>
          <p className="small second one">{facts.filter((fact) => fact !== null && fact !== '').join(' · ')}</p>
        </div>
        <div className="end">
          <Button className="only-small" icon="person" onClick={about}>
            {t.person.aboutThem}
          </Button>
          <Button icon="clock" keys="O" onClick={() => void personActions.makePromise.perform(contextNow())}>
            {t.actions.makePromise}
          </Button>
          <More />
        </div>
      </header>
      <Erasing customer={customer} />
      <div className="pins" aria-label={t.person.pinned}>
        {customer.promises.map((row) => (
          <Pin key={row.id} row={row} />
        ))}
      </div>
    </>
  )
}

/** What is rarer, in a menu; what is not possible just now is left out. */
function More() {
  const of = [
    'close-matter', 'reopen-matter', 'mark-sales', 'mark-service', 'needs-no-answer', 'junk', 'move', 'put-aside', 'bring-back', 'release', 'ask-room',
    'merge', 'part', 'add-address', 'organisation', 'go-organisation', 'move-home', 'external-id', 'plan-call', 'write-instead', 'agreement', 'quiet-hours', 'export', 'erase',
  ]
  const on = contextNow()
  const choices = of
    .map((id) => ACTIONS.find((action) => action.id === id))
    .filter((action): action is Action => action !== undefined && action.isAllowed(on))
    .map((action) => ({
      id: action.id,
      label: action.name,
      icon: action.icon,
      keys: action.keys?.toUpperCase() ?? null,
      perform: () => void action.perform(contextNow()),
    }))
  return (
    <MenuButton label={t.shell.more} groups={[choices]}>
      {t.shell.more}
      <Icon name="down" />
    </MenuButton>
  )
}

function Pin({ row }: { row: PromiseRow }) {
  const now = useNow()
  const me = useMe()
  const owner = useDesk((state) => (row.owner === null ? undefined : state.colleagues.get(row.owner)))
  const words = t.time.deadline(Date.parse(row.deadline), now, companyZone())
  const look = words.tone === 'late' ? 'late-pin' : words.tone === 'calm' ? 'calm' : ''
  const call = callingActions.callTag(row, now)
  const on = { ...contextNow(), row, selected: [] }
  const buttons = [
    promiseActions.acceptHandOver,
    promiseActions.declineHandOver,
    promiseActions.take,
    promiseActions.keep,
    promiseActions.handOver,
    promiseActions.bringBack,
  ].filter((action) => action.isAllowed(on))
  return (
    <div className={`pin ${look}`} data-promise={row.id}>
      <Clock share={shareLeft(row.madeAt, row.deadline, now)} tone={words.tone} />
      <b className={words.tone === 'calm' ? '' : words.tone}>{words.main}</b>
      <span className="one">{row.kind === 'ANSWER' ? t.today.answerTo(row.what) : row.what}</span>
      {owner !== undefined && <Face name={`${owner.firstName} ${owner.lastName}`} picture={owner.face} size={22} silent />}
      <span className="small second">
        {row.owner === me ? t.person.yours : owner === undefined ? t.person.nobodys : t.person.owner(owner.firstName)}
      </span>
      {call !== null && <span className={call.isDue ? 'tag now' : 'tag'}>{call.words}</span>}
      {row.asideUntil !== null && <span className="tag">{t.today.backAt(t.time.moment(Date.parse(row.asideUntil), now, companyZone()))}</span>}
      <div className="end">
        {buttons.map((action) => (
          <Button key={action.id} keys={action.keys?.toUpperCase() ?? null} onClick={() => void action.perform({ ...contextNow(), row, selected: [] })}>
            {action.name}
          </Button>
        ))}
      </div>
    </div>
  )
}
