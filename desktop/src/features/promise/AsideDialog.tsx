import { useState, type KeyboardEvent } from 'react'
import { putAsideUntil } from '@/actions/aside'
import { asideChoices } from '@/model/aside'
import { companyZone, serverNow } from '@/model/clock'
import { readDeadline } from '@/model/deadlines'
import { openDialog } from '@/model/place'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { TextField } from '@/ui/Field'
import type { PromiseRow } from '@/wire/types'
import { Ask } from './dialogs'

/** Until when: one of the usual moments, or one's own; none at or past the nearest deadline. */
export function AsideDialog({ promises }: { promises: readonly PromiseRow[] }) {
  const [now] = useState(serverNow)
  const [typed, setTyped] = useState('')
  const zone = companyZone()
  const deadline = Math.min(...promises.map((row) => Date.parse(row.deadline)))
  const choices = asideChoices(now, deadline, zone)
  const own = readDeadline(typed, now, zone)
  const tooLate = own !== null && own >= deadline
  const words = t.dialogs.aside
  const choose = async (until: number) => {
    if (await putAsideUntil(promises, until)) openDialog(null)
  }
  const why = promises.length === 1 ? words.why(t.time.choice(deadline, now, zone)) : words.whyMany(promises.length)
  return (
    <Ask title={words.title} why={why} go={words.go} ready={own !== null && !tooLate} perform={() => (own === null ? Promise.resolve(false) : putAsideUntil(promises, own))}>
      <div className="until" role="group" aria-label={words.choices} onKeyDown={walk}>
        {choices.map((millis, at) => (
          <Button key={millis} autoFocus={at === 0} onClick={() => void choose(millis)}>
            {at === 0 && <span>{words.inAnHour}</span>}
            <span className={at === 0 ? 'quiet' : ''}>{t.time.choice(millis, now, zone)}</span>
          </Button>
        ))}
        {choices.length === 0 && <p className="hint">{words.none}</p>}
      </div>
      <TextField
        label={words.own}
        value={typed}
        autoFocus={choices.length === 0}
        placeholder={words.ownExample}
        onChange={(event) => setTyped(event.target.value)}
        hint={own === null || tooLate ? undefined : t.time.full(own, zone)}
        error={tooLate ? words.late : typed !== '' && own === null ? t.compose.whenUnread : undefined}
      />
    </Ask>
  )
}

/** Arrows walk the moments. */
function walk(event: KeyboardEvent<HTMLDivElement>): void {
  const step = event.key === 'ArrowDown' || event.key === 'ArrowRight' ? 1 : event.key === 'ArrowUp' || event.key === 'ArrowLeft' ? -1 : 0
  if (step === 0) return
  const buttons = [...event.currentTarget.querySelectorAll('button')]
  const at = buttons.findIndex((button) => button === document.activeElement)
  buttons[Math.max(0, Math.min(at + step, buttons.length - 1))]?.focus()
  event.preventDefault()
}
