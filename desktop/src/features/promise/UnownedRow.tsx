import { memo, useEffect, useRef } from 'react'
import { companyZone } from '@/model/clock'
import { cursorStore, useIsCurrent } from '@/model/cursor'
import { useDesk } from '@/model/desk'
import { go } from '@/model/place'
import { t } from '@/text'
import { Face, Initials } from '@/ui/Face'
import { Icon } from '@/ui/Icon'
import type { PromiseRow } from '@/wire/types'
import { CHANNEL_ICON, When } from './MineRow'
import { PromiseButtons } from './PromiseButtons'
import { Voted } from './Voted'

/** Somebody who waits for one of us: who, what, how long, and who knows them. */
export const UnownedRow = memo(function UnownedRow({ row, now }: { row: PromiseRow; now: number }) {
  const current = useIsCurrent(row.id)
  const element = useRef<HTMLLIElement>(null)
  const knows = useDesk((state) => (row.knownBy === null ? undefined : state.colleagues.get(row.knownBy)))
  useEffect(() => {
    if (current && cursorStore.state.byKeys) element.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const words = t.time.deadline(Date.parse(row.deadline), now, companyZone())
  const tone = words.tone === 'calm' ? '' : words.tone
  return (
    <li
      ref={element}
      className={`u ${current ? 'on' : ''}`}
      data-promise={row.id}
      aria-current={current || undefined}
      onClick={() => go({ to: '/people/$customer', params: { customer: row.customer.id } })}
      onPointerEnter={() => cursorStore.dispatch({ kind: 'set', current: row.id })}
    >
      <Initials name={row.customer.name} tint={row.customer.tint} />
      <div className="w">
        <p className="one">
          <b>{row.customer.name}</b> {row.customer.organisation !== null && <span className="quiet">{row.customer.organisation}</span>}
        </p>
        <p className="one">
          <Voted row={row} /> <When row={row} now={now} />{' '}
          {row.what}
        </p>
        <p className="m">
          <Icon name={CHANNEL_ICON[row.channel]} />
          {row.asideUntil === null ? t.today.waits(t.time.span(now - Date.parse(row.madeAt))) : t.today.backAt(t.time.moment(Date.parse(row.asideUntil), now, companyZone()))}
          <span>·</span>
          <span className={tone}>
            {words.tone === 'late' ? words.main : t.today.due(t.time.moment(Date.parse(row.deadline), now, companyZone()))}
          </span>
          {row.knocks !== null && <span className="soon">· {t.today.knocks(row.knocks)}</span>}
          {row.sales && <span className="tag">{t.today.sales}</span>}
        </p>
      </div>
      <div className="side">
        {knows !== undefined && <Face name={t.today.knownBy(knows.firstName)} picture={knows.face} size={22} />}
        <PromiseButtons row={row} of={['take', 'bringBack']} keys={current ? 'SHOWN' : 'HIDDEN'} />
      </div>
    </li>
  )
})
