import { useEffect, useState, type FormEvent } from 'react'
import { erasingActions } from '@/actions'
import { companyZone } from '@/model/clock'
import { useMay, type ReadyCustomer } from '@/model/desk'
import { openDialog, type DialogWanted } from '@/model/place'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { SelectField, TextField } from '@/ui/Field'
import { erasures } from '@/wire/erasing'
import { fieldsOf, sentenceOf } from '@/wire/http'
import type { Erasure, ErasurePreview, ErasureReason } from '@/wire/types'

const close = () => openDialog(null)

/** That they will be forgotten, for everybody who sees them. */
export function Erasing({ customer }: { customer: ReadyCustomer }) {
  const { head } = customer
  const { id } = head.customer
  const [waiting, setWaiting] = useState<Erasure | null>(null)
  const may = useMay('ERASE_CUSTOMERS')
  useEffect(() => {
    const abort = new AbortController()
    erasures
      .of(id, abort.signal)
      .then(setWaiting)
      .catch(() => undefined)
    return () => abort.abort()
  }, [id, head])
  if (waiting === null || waiting.due === null) return null
  return (
    <p className="banner row" role="status">
      {t.erasing.waits(t.time.full(Date.parse(waiting.due), companyZone()))}
      {may && (
        <Button className="end" onClick={() => void erasingActions.cancelErasing(id)}>
          {t.erasing.cancel}
        </Button>
      )}
    </p>
  )
}

type Counted = keyof typeof t.erasing.counts

/** What would be erased; the name is typed, so that nobody does it with a wrong key. */
export function EraseDialog({ customer, name }: Extract<DialogWanted, { kind: 'ERASE' }>) {
  const [preview, setPreview] = useState<ErasurePreview | null>(null)
  const [reason, setReason] = useState<ErasureReason | ''>('')
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<{ field: string | undefined; sentence: string } | null>(null)
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    const abort = new AbortController()
    erasures
      .preview(customer, abort.signal)
      .then(setPreview)
      .catch((error: unknown) => {
        if (!abort.signal.aborted) setWrong({ field: undefined, sentence: sentenceOf(error) })
      })
    return () => abort.abort()
  }, [customer])
  const ready = reason !== '' && typed.trim().toLowerCase() === name.trim().toLowerCase() && preview !== null
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!ready || busy) return
    setBusy(true)
    try {
      await erasingActions.askToErase(customer, name, typed, reason)
      close()
    } catch (error) {
      setWrong({ field: fieldsOf(error).name, sentence: sentenceOf(error) })
      setBusy(false)
    }
  }
  return (
    <Dialog title={t.erasing.title(name)} closeLabel={t.shell.close} onClose={close}>
      <form onSubmit={(event) => void submit(event)}>
        <p className="why">{t.erasing.why}</p>
        {preview !== null && (
          <ul className="small" style={{ margin: '0 0 10px', paddingInlineStart: 18, listStyle: 'disc' }}>
            {(Object.keys(t.erasing.counts) as Counted[])
              .filter((one) => (preview.counts[one] ?? 0) > 0)
              .map((one) => (
                <li key={one}>{t.erasing.counts[one](preview.counts[one] ?? 0)}</li>
              ))}
          </ul>
        )}
        <p className="why">{t.erasing.day}</p>
        <SelectField label={t.erasing.reason} value={reason} autoFocus onChange={(event) => setReason(event.target.value as ErasureReason | '')}>
          <option value="">{t.erasing.choose}</option>
          {(Object.keys(t.erasing.reasons) as ErasureReason[]).map((one) => (
            <option key={one} value={one}>
              {t.erasing.reasons[one]}
            </option>
          ))}
        </SelectField>
        <TextField label={t.erasing.type(name)} error={wrong?.field} value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
        {wrong !== null && wrong.field === undefined && <p className="wrong">{wrong.sentence}</p>}
        <div className="row" style={{ marginTop: 16 }}>
          <Button className="end" onClick={close}>
            {t.shell.cancel}
          </Button>
          <Button type="submit" look="go" disabled={!ready || busy}>
            {t.erasing.go}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
