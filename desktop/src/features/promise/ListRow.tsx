import { memo, useEffect, useRef } from 'react'
import { companyZone } from '@/model/clock'
import { cursorStore, useIsCurrent } from '@/model/cursor'
import { useDesk } from '@/model/desk'
import { shareLeft } from '@/model/hours'
import { listStore } from '@/model/list'
import { go } from '@/model/place'
import { t } from '@/text'
import { Clock } from '@/ui/Clock'
import { Face, Initials } from '@/ui/Face'
import { Icon } from '@/ui/Icon'
import type { PromiseRow } from '@/wire/types'
import { CHANNEL_ICON } from './MineRow'
import { Voted } from './Voted'

/** One promise of the list, with its box. */
export const ListRow = memo(function ListRow({ row, now, selected }: { row: PromiseRow; now: number; selected: boolean }) {
  const current = useIsCurrent(row.id)
  const element = useRef<HTMLLIElement>(null)
  const owner = useDesk((state) => (row.owner === null ? undefined : state.colleagues.get(row.owner)))
  useEffect(() => {
    if (current && cursorStore.state.byKeys) element.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const zone = companyZone()
  const words = t.time.deadline(Date.parse(row.deadline), now, zone)
  const facts = [
    row.asideUntil === null ? null : t.today.backAt(t.time.moment(Date.parse(row.asideUntil), now, zone)),
    row.knocks === null ? null : t.today.knocks(row.knocks),
    t.today.said(row.kind, row.channel),
  ].filter((fact) => fact !== null)
  return (
    <li
      ref={element}
      className={`p l ${current ? 'on' : ''} ${selected ? 'chosen' : ''}`}
      data-promise={row.id}
      aria-current={current || undefined}
      onClick={() => go({ to: '/people/$customer', params: { customer: row.customer.id } })}
      onPointerEnter={() => cursorStore.dispatch({ kind: 'set', current: row.id })}
    >
      <input
        type="checkbox"
        checked={selected}
        aria-label={t.lists.select(row.customer.name)}
        onChange={() => undefined}
        onClick={(event) => {
          event.stopPropagation()
          listStore.dispatch({ kind: 'select', id: row.id, range: event.shiftKey })
        }}
      />
      <Clock share={shareLeft(row.madeAt, row.deadline, now)} tone={words.tone} />
      <div className={`t ${words.tone === 'calm' ? '' : words.tone}`}>
        {words.main}
        <small>{words.below}</small>
      </div>
      <Initials name={row.customer.name} tint={row.customer.tint} />
      <div className="w">
        <p>
          <b>{row.customer.name}</b> {row.customer.organisation !== null && <span className="quiet">{row.customer.organisation}</span>}
        </p>
        <p className="one">
          <Voted row={row} /> {row.kind === 'ANSWER' ? t.today.answerTo(row.what) : row.what}
        </p>
      </div>
      <div className="src">
        <Icon name={CHANNEL_ICON[row.channel]} />
        <span>{facts.join(' · ')}</span>
        {owner === undefined ? <span className="tag">{t.lists.nobodys}</span> : <Face name={`${owner.firstName} ${owner.lastName}`} picture={owner.face} tint={(Number(owner.id) % 6) + 1} size={24} />}
      </div>
    </li>
  )
})
