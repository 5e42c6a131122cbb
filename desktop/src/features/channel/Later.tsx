import { useState } from 'react'
import { companyZone, serverNow } from '@/model/clock'
import { quickDeadlines, readDeadline } from '@/model/deadlines'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { MenuButton } from '@/ui/MenuButton'
import { Icon } from '@/ui/Icon'
import { TextField } from '@/ui/Field'

interface Props {
  at: string | null
  onChange: (at: string | null) => void
}

const iso = (millis: number) => new Date(millis).toISOString()

/** When the reply leaves: now, at one of the times people say, or at one of their own. */
export function LaterButton({ at, onChange }: Props) {
  const zone = companyZone()
  const now = serverNow()
  return (
    <MenuButton
      label={t.compose.later}
      className="b bare"
      placement="top end"
      groups={[
        [
          ...quickDeadlines(now, zone).map((millis) => ({
            id: String(millis),
            label: t.time.choice(millis, now, zone),
            icon: 'clock' as const,
            perform: () => onChange(iso(millis)),
          })),
          { id: 'own', label: t.compose.ownMoment, icon: 'keyboard', perform: () => onChange('') },
        ],
        at === null ? [] : [{ id: 'now', label: t.compose.rightAway, icon: 'up', perform: () => onChange(null) }],
      ]}
    >
      <Icon name="clock" />
    </MenuButton>
  )
}

/** The chosen moment, said; and what happens when they write before it. */
export function LaterBar({ at, onChange }: Props) {
  const zone = companyZone()
  const [typed, setTyped] = useState('')
  if (at === null) return null
  if (at === '')
    return (
      <div className="later">
        <TextField
          label={t.compose.moment}
          quietLabel
          autoFocus
          placeholder={t.compose.whenExample}
          value={typed}
          error={typed !== '' && readDeadline(typed, serverNow(), zone) === null ? t.compose.whenUnread : undefined}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            const millis = readDeadline(typed, serverNow(), zone)
            if (event.key !== 'Enter' || millis === null) return
            event.preventDefault()
            event.stopPropagation()
            onChange(iso(millis))
          }}
        />
        <Button
          onClick={() => {
            const millis = readDeadline(typed, serverNow(), zone)
            if (millis !== null) onChange(iso(millis))
          }}
        >
          {t.compose.choose}
        </Button>
        <Button look="bare" icon="cross" aria-label={t.compose.rightAway} onClick={() => onChange(null)} />
      </div>
    )
  return (
    <div className="later" role="status">
      <Icon name="clock" />
      <span>{t.compose.leavesAt(t.time.choice(Date.parse(at), serverNow(), zone))}</span>
      <Button look="bare" icon="cross" aria-label={t.compose.rightAway} onClick={() => onChange(null)} />
    </div>
  )
}
