import { useMemo, useState, type ReactNode } from 'react'
import { companyZone, useNow } from '@/model/clock'
import { useCursorOrder } from '@/model/cursor'
import { useDesk } from '@/model/desk'
import { groupByHour } from '@/model/hours'
import type { Lanes } from '@/model/lanes'
import { t } from '@/text'
import { Empty } from '@/ui/Empty'
import { Icon } from '@/ui/Icon'
import type { PromiseRow } from '@/wire/types'
import { ForYou } from './ForYou'
import { MineRow } from './MineRow'
import { UnownedRow } from './UnownedRow'

const SHOWN = 60
const WEEK_MILLIS = 7 * 86_400_000

/** The first screen: what I owe by deadline, who waits for one of us, who could use a hand. */
export function Today() {
  const lanes = useDesk((state) => state.lanes)
  const team = useDesk((state) => state.team?.name ?? '')
  const alarms = useDesk((state) => state.alarms)
  const pointers = useDesk((state) => state.pointers)
  const now = useNow()
  if (lanes === null) return <main className="today" aria-busy="true" />
  return (
    <main className="today" id="screen">
      <Opening lanes={lanes} now={now} />
      <Mine lanes={lanes} now={now} />
      <div className="col">
        {pointers.length > 0 && (
          <Block title={t.today.forYou} count={pointers.length}>
            <ForYou pointers={pointers} now={now} />
          </Block>
        )}
        <Unowned rows={lanes.unowned} newest={lanes.newest} team={team} now={now} />
        {lanes.needHelp.length > 0 && (
          <Block title={t.today.needHelp} count={lanes.needHelp.length} beside={t.today.needHelpBeside}>
            {lanes.needHelp.slice(0, SHOWN).map((row) => (
              <UnownedRow key={row.id} row={row} now={now} />
            ))}
          </Block>
        )}
        <PutAside rows={lanes.aside} now={now} />
        {alarms.length > 0 && (
          <Block title={t.today.alarms} count={alarms.length}>
            {alarms.map((alarm) => (
              <li key={alarm.id} className="alarm">
                <Icon name="warn" />
                <div>
                  <p>{alarm.text}</p>
                  <p className="quiet small">{t.today.since(t.time.moment(Date.parse(alarm.since), now, companyZone()))}</p>
                </div>
              </li>
            ))}
          </Block>
        )}
      </div>
    </main>
  )
}

function Opening({ lanes, now }: { lanes: Lanes; now: number }) {
  const name = useDesk((state) => state.session?.agent.firstName ?? '')
  const team = useDesk((state) => state.team?.name ?? '')
  const zone = companyZone()
  const facts = useMemo(() => {
    const hours = groupByHour(lanes.mine, now, zone)
    const said = (row: PromiseRow | undefined) => (row === undefined ? null : t.time.clock(Date.parse(row.deadline), zone))
    const oldest = lanes.unowned.reduce<PromiseRow | null>((first, row) => (first === null || row.madeAt < first.madeAt ? row : first), null)
    return {
      name,
      team,
      late: hours.late.length,
      soon: hours.soon.length,
      soonBy: said(hours.soon.at(-1)) ?? '',
      next: said(hours.today[0]),
      later: hours.later.length + lanes.aside.length,
      unowned: lanes.unowned.length,
      unownedLate: lanes.unowned.filter((row) => Date.parse(row.deadline) <= now).length,
      longest: oldest === null ? null : { who: oldest.customer.name, span: t.time.span(now - Date.parse(oldest.madeAt)) },
      offered: lanes.offered.length,
    }
  }, [lanes, name, team, now, zone])
  return (
    <header>
      <h1>{t.today.opening(facts)}</h1>
      <p>{t.today.second(facts)}</p>
    </header>
  )
}

function Mine({ lanes, now }: { lanes: Lanes; now: number }) {
  const zone = companyZone()
  const hours = useMemo(() => groupByHour(lanes.mine, now, zone), [lanes.mine, now, zone])
  const [later, beyond] = useMemo(() => {
    const cut = hours.later.findIndex((row) => Date.parse(row.deadline) > now + WEEK_MILLIS)
    return cut < 0 ? [hours.later, 0] : [hours.later.slice(0, cut), hours.later.length - cut]
  }, [hours.later, now])
  const order = useMemo(
    () => [...lanes.offered, ...lanes.mine, ...lanes.unowned.slice(0, SHOWN), ...lanes.needHelp.slice(0, SHOWN), ...lanes.aside.slice(0, SHOWN)].map((row) => row.id),
    [lanes],
  )
  useCursorOrder(order)
  const groups = [
    { title: t.today.offered, rows: lanes.offered, look: '' },
    { title: t.today.lane.LATE, rows: hours.late, look: 'over' },
    { title: t.today.lane.SOON, rows: hours.soon, look: 'half' },
    { title: t.today.lane.TODAY, rows: hours.today, look: '' },
  ]
  return (
    <div className="col">
      {groups
        .filter((group) => group.rows.length > 0)
        .map((group) => (
          <section key={group.title} className={`when ${group.look}`} aria-label={group.title}>
            <Head title={group.title} count={group.rows.length} />
            <ul className="place">
              {group.rows.slice(0, SHOWN * 2).map((row) => (
                <MineRow key={row.id} row={row} now={now} />
              ))}
            </ul>
          </section>
        ))}
      {hours.later.length > 0 && (
        <section className="when" aria-label={t.today.lane.LATER}>
          <Head title={t.today.lane.LATER} count={hours.later.length} {...(beyond > 0 ? { beside: t.today.afterWeek(beyond) } : {})} />
          <ul className="place">
            {later.slice(0, SHOWN).map((row) => (
              <MineRow key={row.id} row={row} now={now} slim />
            ))}
          </ul>
        </section>
      )}
      {lanes.mine.length === 0 && lanes.offered.length === 0 && (
        <div className="place">
          {lanes.aside.length === 0 ? <Empty hint={t.today.nothingMineHint}>{t.today.nothingMine}</Empty> : <Empty>{t.today.onlyAside}</Empty>}
        </div>
      )}
    </div>
  )
}

/** Mine, put aside: folded away, with when the next one comes back. */
function PutAside({ rows, now }: { rows: readonly PromiseRow[]; now: number }) {
  const zone = companyZone()
  if (rows.length === 0) return null
  const sorted = [...rows].sort((a, b) => Date.parse(a.asideUntil ?? '') - Date.parse(b.asideUntil ?? ''))
  const next = sorted[0]?.asideUntil ?? null
  return (
    <details className="block aside">
      <summary className="head">
        <h2>{t.today.aside}</h2>
        <span className="n">{rows.length}</span>
        {next !== null && <span className="end">{t.today.asideBeside(t.time.moment(Date.parse(next), now, zone))}</span>}
      </summary>
      <ul className="place">
        {sorted.slice(0, SHOWN).map((row) => (
          <UnownedRow key={row.id} row={row} now={now} />
        ))}
      </ul>
    </details>
  )
}

interface UnownedProps {
  rows: readonly PromiseRow[]
  newest: string | null
  team: string
  now: number
}

/** Cut to what a person can look at; the one that came last is said and painted even where the list is cut. */
function Unowned({ rows, newest, team, now }: UnownedProps) {
  const [limit, setLimit] = useState(SHOWN)
  const shown = rows.length <= limit ? rows : rows.slice(0, limit)
  const last = rows.length > limit ? rows.find((row) => row.id === newest) : undefined
  const beyond = last !== undefined && !shown.includes(last) ? last : null
  return (
    <Block title={t.today.unowned(team)} count={rows.length}>
      {beyond !== null && (
        <li className="u" data-promise={beyond.id} aria-live="polite">
          <span />
          <p className="one small quiet">{t.today.newest(beyond.customer.name, beyond.what)}</p>
        </li>
      )}
      {shown.map((row) => (
        <UnownedRow key={row.id} row={row} now={now} />
      ))}
      {rows.length === 0 && (
        <li>
          <Empty hint={t.today.nothingUnownedHint}>{t.today.nothingUnowned}</Empty>
        </li>
      )}
      {rows.length > limit && (
        <li>
          <button type="button" className="more" onClick={() => setLimit(limit + SHOWN)}>
            {t.today.more(Math.min(SHOWN, rows.length - limit))}
          </button>
        </li>
      )}
    </Block>
  )
}

function Head({ title, count, beside }: { title: string; count: number; beside?: string }) {
  return (
    <div className="head">
      <h2>{title}</h2>
      <span className="n">{count}</span>
      {beside !== undefined && <span className="end">{beside}</span>}
    </div>
  )
}

function Block({ title, count, beside, children }: { title: string; count: number; beside?: string; children: ReactNode }) {
  return (
    <section className="block" aria-label={title}>
      <Head title={title} count={count} {...(beside === undefined ? {} : { beside })} />
      <ul className="place">{children}</ul>
    </section>
  )
}
