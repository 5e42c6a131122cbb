import { useState, type FormEvent } from 'react'
import { attempt, useLoaded } from '@/actions'
import { openDialog, type DialogWanted } from '@/model/place'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { SelectField } from '@/ui/Field'
import { votes } from '@/wire/surveys'

const close = () => openDialog(null)

/** Asks one person how it was. */
export function AskHowDialog({ customer, name }: Extract<DialogWanted, { kind: 'ASK_HOW' }>) {
  const words = t.votes.ask
  const { value: choices } = useLoaded(votes.choices)
  const [chosen, setChosen] = useState('')
  const [busy, setBusy] = useState(false)
  const survey = chosen === '' ? (choices?.[0]?.id ?? '') : chosen
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (survey === '' || busy) return
    setBusy(true)
    if (await attempt(() => votes.ask(customer, survey), words.sent(name))) close()
    else setBusy(false)
  }
  return (
    <Dialog title={words.title(name)} closeLabel={t.shell.close} onClose={close}>
      <form onSubmit={(event) => void submit(event)}>
        <p className="why">{words.why}</p>
        {choices?.length === 0 && <p className="wrong">{words.none}</p>}
        {choices !== null && choices.length > 0 && (
          <SelectField label={words.survey} value={survey} autoFocus onChange={(event) => setChosen(event.target.value)}>
            {choices.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </SelectField>
        )}
        <div className="row" style={{ marginTop: 16 }}>
          <Button className="end" onClick={close}>
            {t.shell.cancel}
          </Button>
          <Button type="submit" look="go" disabled={survey === '' || busy}>
            {words.go}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
