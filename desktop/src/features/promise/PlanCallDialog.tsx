import { useEffect, useState } from 'react'
import { callingActions } from '@/actions'
import { t } from '@/text'
import { SelectField, TextField } from '@/ui/Field'
import type { DialogWanted } from '@/model/place'
import { calling } from '@/wire/calling'
import type { CallWindow } from '@/wire/types'
import { Ask } from './dialogs'

/** When we call somebody: a time that is theirs by their rules and ours by the roster. */
export function PlanCallDialog({ customer, name, matters, numbers }: Extract<DialogWanted, { kind: 'PLAN_CALL' }>) {
  const words = t.calling.plan
  const [windows, setWindows] = useState<CallWindow[] | null>(null)
  const [from, setFrom] = useState('')
  const [number, setNumber] = useState(numbers[0]?.id ?? '')
  const [matter, setMatter] = useState(matters.find((one) => one.state !== 'CLOSED')?.id ?? matters[0]?.id ?? '')
  const [about, setAbout] = useState('')
  useEffect(() => {
    const abort = new AbortController()
    calling
      .of(customer, abort.signal)
      .then((known) => {
        setWindows(known.windows)
        setFrom(known.planned?.from ?? known.windows[0]?.from ?? '')
      })
      .catch(() => setWindows([]))
    return () => abort.abort()
  }, [customer])
  const window = windows?.find((one) => one.from === from)
  const chosen = matters.find((one) => one.id === matter)
  const at = numbers.find((one) => one.id === number)
  const perform = async () =>
    window !== undefined && chosen !== undefined && at !== undefined && callingActions.promiseCall(customer, chosen, at, window, about.trim())
  return (
    <Ask title={words.title(name)} why={words.why} go={words.go} ready={window !== undefined && chosen !== undefined && at !== undefined} perform={perform}>
      {windows?.length === 0 ? (
        <p className="soon">{words.none}</p>
      ) : (
        <SelectField label={words.when} value={from} autoFocus onChange={(event) => setFrom(event.target.value)}>
          {windows?.map((one) => (
            <option key={one.from} value={one.from}>
              {callingActions.windowWords(one)}
            </option>
          ))}
        </SelectField>
      )}
      <SelectField label={words.number} value={number} onChange={(event) => setNumber(event.target.value)}>
        {numbers.map((one) => (
          <option key={one.id} value={one.id}>
            {one.value}
          </option>
        ))}
      </SelectField>
      <SelectField label={t.dialogs.promise.matter} value={matter} onChange={(event) => setMatter(event.target.value)}>
        {matters.map((one) => (
          <option key={one.id} value={one.id}>
            {one.about}
          </option>
        ))}
      </SelectField>
      <TextField label={words.about} value={about} placeholder={chosen?.about ?? ''} maxLength={200} onChange={(event) => setAbout(event.target.value)} />
    </Ask>
  )
}
