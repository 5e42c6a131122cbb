import { useState, type FormEvent } from 'react'
import { factActions } from '@/actions'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { SelectField, TextField } from '@/ui/Field'
import { fieldsOf, sentenceOf } from '@/wire/http'
import type { Fact, Id } from '@/wire/types'

/** One value, in the place where it stands. Enter keeps it, Escape leaves it as it was. */
export function FactEditor({ customer, fact, done }: { customer: Id; fact: Fact; done: () => void }) {
  const [value, setValue] = useState(fact.value ?? '')
  const [wrong, setWrong] = useState<string | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    try {
      await factActions.writeFact(customer, fact, value)
      done()
    } catch (error) {
      setWrong(fieldsOf(error).value ?? sentenceOf(error))
      setBusy(false)
    }
  }
  const common = { label: fact.name, error: wrong, autoFocus: true, value, onChange: (event: { target: { value: string } }) => setValue(event.target.value) }
  const choices = fact.kind === 'YES_NO' ? [['yes', t.facts.yes] as const, ['no', t.facts.no] as const] : fact.choices.map((one) => [one, one] as const)
  return (
    <form
      className="fact-edit"
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        done()
      }}
    >
      {fact.kind === 'YES_NO' || fact.kind === 'CHOICE' ? (
        <SelectField {...common}>
          <option value="">{t.facts.none}</option>
          {choices.map(([one, shown]) => (
            <option key={one} value={one}>
              {shown}
            </option>
          ))}
        </SelectField>
      ) : (
        <TextField {...common} type={fact.kind === 'DATE' ? 'date' : 'text'} inputMode={fact.kind === 'NUMBER' ? 'decimal' : fact.kind === 'LINK' ? 'url' : 'text'} maxLength={1000} />
      )}
      <div className="row">
        <Button className="end" onClick={done}>
          {t.shell.cancel}
        </Button>
        <Button type="submit" look="go" disabled={busy}>
          {t.facts.save}
        </Button>
      </div>
    </form>
  )
}
