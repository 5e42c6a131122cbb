import { memo, useEffect, useRef } from 'react'
import { callingActions } from '@/actions'
import { companyZone } from '@/model/clock'
import { cursorStore, useIsCurrent } from '@/model/cursor'
import { useDesk } from '@/model/desk'
import { shareLeft } from '@/model/hours'
import { go } from '@/model/place'
import { t } from '@/text'
import { Clock } from '@/ui/Clock'
import { Initials } from '@/ui/Face'
import { Icon, type IconName } from '@/ui/Icon'
import type { Channel, PromiseRow } from '@/wire/types'
import { PromiseButtons } from './PromiseButtons'
import { Voted } from './Voted'

export const CHANNEL_ICON: Record<Channel, IconName> = {
  PHONE: 'phone',
  VOICEMAIL: 'missed',
  MAIL: 'mail',
  FORM: 'form',
  CHAT: 'chat',
  VIDEO: 'video',
  POST: 'globe',
  VOTE: 'spark',
  SMS: 'phone',
}

/** One promise with its clock. The row under the keys shows its buttons. */
export const MineRow = memo(function MineRow({ row, now, slim = false }: { row: PromiseRow; now: number; slim?: boolean }) {
  const current = useIsCurrent(row.id)
  const element = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (current && cursorStore.state.byKeys) element.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const deadline = Date.parse(row.deadline)
  const words = t.time.deadline(deadline, now, companyZone())
  const open = () => go({ to: '/people/$customer', params: { customer: row.customer.id } })
  return (
    <li
      ref={element}
      className={`p ${current ? 'on' : ''} ${slim && !current ? 'slim' : ''}`}
      data-promise={row.id}
      aria-current={current || undefined}
      onClick={open}
      onPointerEnter={() => cursorStore.dispatch({ kind: 'set', current: row.id })}
    >
      <Clock share={shareLeft(row.madeAt, row.deadline, now)} tone={words.tone} />
      <div className={`t ${words.tone === 'calm' ? '' : words.tone}`}>
        {words.main}
        {!(slim && !current) && <small>{words.below}</small>}
      </div>
      <Initials name={row.customer.name} tint={row.customer.tint} />
      <div className="w">
        <p>
          <a href={`/people/${row.customer.id}`} onClick={(event) => event.preventDefault()}>
            <b>{row.customer.name}</b>
          </a>{' '}
          {row.customer.organisation !== null && <span className="quiet">{row.customer.organisation}</span>}
        </p>
        <p className="one">
          <Voted row={row} /> <When row={row} now={now} />{' '}
          {row.kind === 'ANSWER' ? t.today.answerTo(row.what) : row.what}
        </p>
      </div>
      <Source row={row} />
      <div className="acts">
        <PromiseButtons row={row} of={['acceptHandOver', 'declineHandOver', 'take', 'keep', 'handOver', 'putAside']} keys="SHOWN" />
      </div>
    </li>
  )
})

/** In which window they are to be called; marked once it is there. */
export function When({ row, now }: { row: PromiseRow; now: number }) {
  const tag = callingActions.callTag(row, now)
  return tag === null ? null : <span className={tag.isDue ? 'tag now' : 'tag'}>{tag.words}</span>
}

function Source({ row }: { row: PromiseRow }) {
  const asked = useDesk((state) => (row.handOver === null ? null : (state.colleagues.get(row.handOver.to)?.firstName ?? null)))
  const helper = useDesk((state) => (row.helper === null ? null : (state.colleagues.get(row.helper)?.firstName ?? null)))
  const owner = useDesk((state) =>
    row.owner === null || row.owner === state.session?.agent.id ? null : (state.colleagues.get(row.owner)?.firstName ?? null),
  )
  const words = [
    owner === null ? null : t.today.owner(owner),
    helper === null ? null : t.today.helper(helper),
    asked === null ? null : t.today.askedOver(asked),
    row.knocks === null ? null : t.today.knocks(row.knocks),
    row.sales ? t.today.sales : null,
    row.call !== null && row.call.tries > 0 ? t.calling.tried(row.call.tries) : null,
    t.today.said(row.kind, row.channel),
  ].filter((word) => word !== null)
  return (
    <div className="src">
      <Icon name={CHANNEL_ICON[row.channel]} />
      <span>{words.join(' · ')}</span>
    </div>
  )
}
