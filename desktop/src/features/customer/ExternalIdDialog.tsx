import { useState, type FormEvent } from 'react'
import { openDialog, type DialogWanted } from '@/model/place'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { SelectField, TextField } from '@/ui/Field'
import { showToast } from '@/ui/toasts'
import { facts } from '@/wire/facts'
import { fieldsOf, sentenceOf } from '@/wire/http'
import type { FactAbout } from '@/wire/types'

const close = () => openDialog(null)

/** As whom another system knows somebody. */
export function ExternalIdDialog({ customer, name, organisation }: Extract<DialogWanted, { kind: 'EXTERNAL_ID' }>) {
  const words = t.facts.id
  const [about, setAbout] = useState<FactAbout>('PERSON')
  const [system, setSystem] = useState('')
  const [value, setValue] = useState('')
  const [wrong, setWrong] = useState<string | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const ready = system.trim() !== '' && value.trim() !== ''
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!ready || busy) return
    setBusy(true)
    try {
      await facts.addId(customer, about, { system, value })
      showToast(words.added)
      close()
    } catch (error) {
      setWrong(fieldsOf(error).value ?? sentenceOf(error))
      setBusy(false)
    }
  }
  return (
    <Dialog title={words.title(name)} closeLabel={t.shell.close} onClose={close}>
      <form onSubmit={(event) => void submit(event)}>
        <p className="why">{words.why}</p>
        {organisation !== null && (
          <SelectField label={words.of} value={about} onChange={(event) => setAbout(event.target.value as FactAbout)}>
            <option value="PERSON">{words.person(name)}</option>
            <option value="ORGANISATION">{words.organisation(organisation)}</option>
          </SelectField>
        )}
        <TextField label={words.system} hint={words.systemHint} value={system} autoFocus maxLength={40} onChange={(event) => setSystem(event.target.value)} />
        <TextField label={words.value} error={wrong} value={value} maxLength={200} onChange={(event) => setValue(event.target.value)} />
        <div className="row" style={{ marginTop: 16 }}>
          <Button className="end" onClick={close}>
            {t.shell.cancel}
          </Button>
          <Button type="submit" look="go" disabled={!ready || busy}>
            {words.go}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
