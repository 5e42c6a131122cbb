import { useState, type FormEvent } from 'react'
import { openDialog, type DialogWanted } from '@/model/place'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { TextField } from '@/ui/Field'
import { showToast } from '@/ui/toasts'
import { customers } from '@/wire/desk'
import { codeOf, fieldsOf, sentenceOf } from '@/wire/http'

const close = () => openDialog(null)
const words = t.merging.address

/** Another address of somebody; what is somebody else's is only taken once it is said that they share it. */
export function AddressDialog({ customer, name }: Extract<DialogWanted, { kind: 'ADD_ADDRESS' }>) {
  const [value, setValue] = useState('')
  const [wrong, setWrong] = useState<{ sentence: string; ofAnother: boolean } | null>(null)
  const [busy, setBusy] = useState(false)
  const add = async (shared: boolean) => {
    if (value.trim() === '' || busy) return
    setBusy(true)
    try {
      await customers.addPoint(customer, value, shared)
      showToast(words.added(name))
      close()
    } catch (error) {
      setWrong({ sentence: fieldsOf(error).value ?? sentenceOf(error), ofAnother: codeOf(error) === 'of-another' })
      setBusy(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void add(false)
  }
  return (
    <Dialog title={words.title(name)} closeLabel={t.shell.close} onClose={close}>
      <form onSubmit={submit}>
        <p className="why">{words.why}</p>
        <TextField
          label={words.field}
          hint={words.hint}
          error={wrong?.sentence}
          value={value}
          autoFocus
          maxLength={320}
          onChange={(event) => {
            setValue(event.target.value)
            setWrong(null)
          }}
        />
        <div className="row" style={{ marginTop: 16 }}>
          <Button className="end" onClick={close}>
            {t.shell.cancel}
          </Button>
          {wrong?.ofAnother === true && <Button onClick={() => void add(true)}>{words.shared}</Button>}
          <Button type="submit" look="go" disabled={value.trim() === '' || busy}>
            {words.go}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
