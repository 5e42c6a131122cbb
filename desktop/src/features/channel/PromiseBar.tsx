import { useState } from 'react'
import { companyZone, serverNow } from '@/model/clock'
import type { Promised } from '@/model/compose'
import { quickDeadlines, readDeadline } from '@/model/deadlines'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Clock } from '@/ui/Clock'
import { MenuButton } from '@/ui/MenuButton'

interface Props {
  promised: Promised
  onChange: (promised: Promised) => void
}

/** What is promised with the reply, and by when. It must be answered before the reply goes. */
export function PromiseBar({ promised, onChange }: Props) {
  if (promised.kind === 'PROMISED') return <Making promised={promised} onChange={onChange} />
  if (promised.kind === 'NOTHING_MORE')
    return (
      <div className="ask">
        <Clock share={1} tone="kept" />
        <span>{t.compose.nothingMoreSaid}</span>
        <button type="button" className="linkish" onClick={() => onChange({ kind: 'UNANSWERED' })}>
          {t.compose.change}
        </button>
      </div>
    )
  return (
    <div className="ask" role="group" aria-label={t.compose.ask}>
      <Clock share={1} tone="calm" />
      <span>{t.compose.ask}</span>
      <Button onClick={() => onChange({ kind: 'PROMISED', what: '', deadline: null })}>{t.compose.something}</Button>
      <Button onClick={() => onChange({ kind: 'NOTHING_MORE' })}>{t.compose.nothingMore}</Button>
    </div>
  )
}

function Making({ promised, onChange }: { promised: Extract<Promised, { kind: 'PROMISED' }>; onChange: Props['onChange'] }) {
  const zone = companyZone()
  const now = serverNow()
  const shown = promised.deadline === null ? '' : t.time.choice(Date.parse(promised.deadline), now, zone)
  const [typed, setTyped] = useState(shown)
  const set = (millis: number | null) => onChange({ ...promised, deadline: millis === null ? null : new Date(millis).toISOString() })
  const choices = quickDeadlines(now, zone).map((millis) => ({
    id: String(millis),
    label: t.time.choice(millis, now, zone),
    perform: () => {
      setTyped(t.time.choice(millis, now, zone))
      set(millis)
    },
  }))
  const unread = typed !== '' && promised.deadline === null
  return (
    <div className="ask">
      <Clock share={1} tone="calm" />
      <span>{t.compose.promise}</span>
      <input
        className="input"
        style={{ width: 190 }}
        aria-label={t.compose.what}
        placeholder={t.compose.whatExample}
        value={promised.what}
        maxLength={300}
        autoFocus={promised.what === ''}
        onChange={(event) => onChange({ ...promised, what: event.target.value })}
      />
      <span>{t.compose.by}</span>
      <input
        className="input"
        style={{ width: 128 }}
        aria-label={t.compose.when}
        aria-invalid={unread || undefined}
        title={unread ? t.compose.whenUnread : undefined}
        placeholder={t.compose.whenExample}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          set(readDeadline(event.target.value, serverNow(), zone))
        }}
      />
      <MenuButton label={t.compose.pick} groups={[choices]} placement="top start">
        {t.compose.when}
      </MenuButton>
      <button type="button" className="linkish" onClick={() => onChange({ kind: 'NOTHING_MORE' })}>
        {t.compose.nothingMore}
      </button>
    </div>
  )
}
