import { useState } from 'react'
import { many } from '@/actions/many'
import { useDesk, useMe } from '@/model/desk'
import { openDialog, type DialogWanted } from '@/model/place'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { CheckField, SelectField, TextArea, TextField } from '@/ui/Field'
import type { Card } from '@/wire/types'
import { Ask } from './dialogs'
import { When } from './When'

type Wanted<K extends DialogWanted['kind']> = Extract<DialogWanted, { kind: K }>

/** What must be said once for all that are selected. */
export function ManyDialog({ act, promises }: Wanted<'MANY'>) {
  const [to, setTo] = useState('')
  const [card, setCard] = useState<Card>({ asked: '', promised: '', tried: '', dontAsk: '', mood: '', nextStep: '' })
  const [tell, setTell] = useState(true)
  const [when, setWhen] = useState<number | null>(null)
  const [reason, setReason] = useState('')
  const number = promises.length
  const perform = async () => {
    openDialog(null)
    if (act === 'HAND_OVER') await many(act, promises, { to, card, tell })
    else if (act === 'MOVE') await many(act, promises, { deadline: new Date(when ?? 0).toISOString() })
    else await many(act, promises, { reason: reason.trim() })
    // What was not done has a dialog of its own, which this must not close.
    return false
  }
  const ready = act === 'HAND_OVER' ? to !== '' : act === 'MOVE' ? when !== null : reason.trim() !== ''
  return (
    <Ask title={t.dialogs.many.title[act]} why={t.dialogs.many.why[act](number)} go={t.dialogs.many.go[act](number)} ready={ready} perform={perform}>
      {act === 'HAND_OVER' && (
        <>
          <Colleague value={to} onChange={setTo} />
          <p className="small second" style={{ margin: '4px 0 8px' }}>
            {t.dialogs.handOver.card}
          </p>
          {(['asked', 'promised', 'tried', 'nextStep'] as const).map((part) => (
            <TextArea key={part} rows={2} label={t.person.card[part]} value={card[part]} onChange={(event) => setCard({ ...card, [part]: event.target.value })} />
          ))}
          <CheckField label={t.dialogs.handOver.tellAll} checked={tell} onChange={(event) => setTell(event.target.checked)} />
        </>
      )}
      {act === 'MOVE' && <When label={t.dialogs.move.when} value={when} onChange={setWhen} />}
      {act === 'RELEASE' && <TextField label={t.dialogs.release.reason} value={reason} autoFocus maxLength={300} onChange={(event) => setReason(event.target.value)} />}
    </Ask>
  )
}

function Colleague({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const me = useMe()
  const colleagues = useDesk((state) => state.colleagues)
  const others = [...colleagues.values()].filter((agent) => agent.id !== me).sort((a, b) => a.firstName.localeCompare(b.firstName))
  return (
    <SelectField label={t.dialogs.handOver.to} value={value} autoFocus onChange={(event) => onChange(event.target.value)}>
      <option value="">{t.dialogs.handOver.choose}</option>
      {others.map((agent) => (
        <option key={agent.id} value={agent.id}>
          {agent.firstName} {agent.lastName}
        </option>
      ))}
    </SelectField>
  )
}

/** Which of many were left as they are, and why. */
export function NotDoneDialog({ done, lines }: Wanted<'NOT_DONE'>) {
  const close = () => openDialog(null)
  return (
    <Dialog title={t.dialogs.notDone.title} closeLabel={t.shell.close} onClose={close}>
      <p className="why">{t.dialogs.notDone.why(done)}</p>
      <ul className="plain-list">
        {lines.map(({ who, what, why }, at) => (
          <li key={at}>
            <b>{who}</b> <span>{what}</span> <span className="small quiet">{why}</span>
          </li>
        ))}
      </ul>
      <div className="row" style={{ marginTop: 16 }}>
        <Button className="end" look="go" autoFocus onClick={close}>
          {t.dialogs.notDone.go}
        </Button>
      </div>
    </Dialog>
  )
}
