import { useState } from 'react'
import { putThrough } from '@/actions/phone'
import type { DialogWanted } from '@/model/place'
import { t } from '@/text'
import { CheckField, TextField } from '@/ui/Field'
import { Ask } from './dialogs'

/** To which number they are put through. */
export function OnwardsDialog({ call, name }: Extract<DialogWanted, { kind: 'ONWARDS' }>) {
  const [number, setNumber] = useState('')
  const [anyway, setAnyway] = useState(false)
  return (
    <Ask title={t.phone.onwardsTitle(name)} why={t.phone.onwardsWhy} go={t.phone.onwardsGo} ready={/\d{2}/.test(number)} perform={() => putThrough(call, number, anyway)}>
      <TextField label={t.phone.onwardsTo} type="tel" value={number} autoFocus maxLength={40} onChange={(event) => setNumber(event.target.value)} />
      <CheckField label={t.phone.onwardsAnyway} checked={anyway} onChange={(event) => setAnyway(event.target.checked)} />
    </Ask>
  )
}
