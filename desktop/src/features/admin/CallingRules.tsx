import { useState, type FormEvent } from 'react'
import { attempt, useLoaded } from '@/actions'
import { serverNow } from '@/model/clock'
import { useMay } from '@/model/desk'
import { admin as words } from '@/text/admin'
import { Button } from '@/ui/Button'
import { CheckField, SelectField, TextField } from '@/ui/Field'
import { calling } from '@/wire/calling'
import type { CallingRule, CallingScope } from '@/wire/types'

const HOUSE = '*'
const SCOPES: readonly CallingScope[] = ['EVERY_CALL', 'UNASKED', 'SELLING']

const nameOf = (rule: CallingRule) => (rule.country === HOUSE ? words.calling.house : rule.country)
const keyOf = (rule: CallingRule) => `${rule.country} ${rule.scope}`
const today = () => new Date(serverNow()).toISOString().slice(0, 10)

/** When people of which country may be called, where that stands, and when somebody looked. */
export function CallingRules() {
  const { value, wrong, reload } = useLoaded(calling.rules)
  const may = useMay('CHANGE_FIELDS')
  const [editing, setEditing] = useState<string | null>(null)
  const rules = value?.rules ?? []
  const put = async (changed: CallingRule[]) => {
    if (!(await attempt(() => calling.saveRules(changed), words.calling.saved))) return false
    await reload()
    setEditing(null)
    return true
  }
  const fresh: CallingRule = { country: '', scope: 'EVERY_CALL', days: [...new Array<string>(6).fill('09:00-20:00'), ''], onHolidays: false, source: '', checked: today() }
  return (
    <section aria-labelledby="calling-rules" style={{ marginTop: 26 }}>
      <h2 id="calling-rules">{words.calling.title}</h2>
      <p className="second">{words.calling.second}</p>
      {wrong !== null && <p className="wrong">{wrong}</p>}
      <ul className="place">
        {rules.map((rule) =>
          editing === keyOf(rule) ? (
            <RuleForm
              key={keyOf(rule)}
              rule={rule}
              save={(changed) => put(rules.map((one) => (one === rule ? changed : one)))}
              remove={rule.country === HOUSE ? null : () => put(rules.filter((one) => one !== rule))}
              cancel={() => setEditing(null)}
            />
          ) : (
            <li key={keyOf(rule)} className="adm-row rule">
              <b>{nameOf(rule)}</b>
              <div>
                <p>
                  {words.calling.scopes[rule.scope]}: {hoursOf(rule)}
                </p>
                <p className="small second">
                  {rule.source} · {words.calling.checked} {rule.checked}
                </p>
              </div>
              {may && (
                <Button aria-label={words.calling.edit(nameOf(rule))} onClick={() => setEditing(keyOf(rule))}>
                  {words.calling.change}
                </Button>
              )}
            </li>
          ),
        )}
        {editing === 'NEW' && <RuleForm rule={fresh} save={(added) => put([...rules, added])} remove={null} cancel={() => setEditing(null)} />}
      </ul>
      {may && editing !== 'NEW' && <Button style={{ marginTop: 8 }} onClick={() => setEditing('NEW')}>{words.calling.add}</Button>}
    </section>
  )
}

/** "Monday to Friday 09:00-20:00, Saturday 09:00-17:00, Sunday nobody is called". */
function hoursOf(rule: CallingRule): string {
  const of = (day: string | undefined) => (day === undefined || day === '' ? words.calling.never : day.replaceAll(',', ', '))
  const week = rule.days.slice(0, 5)
  const alike = week.every((day) => day === week[0])
  const first = alike ? [`${words.calling.weekdays} ${of(week[0])}`] : week.map((day, n) => `${words.calling.days[n] ?? ''} ${of(day)}`)
  return [...first, ...[5, 6].map((n) => `${words.calling.days[n] ?? ''} ${of(rule.days[n])}`)].join('; ')
}

interface RuleFormProps {
  rule: CallingRule
  save: (rule: CallingRule) => Promise<boolean>
  remove: (() => Promise<boolean>) | null
  cancel: () => void
}

function RuleForm({ rule, save, remove, cancel }: RuleFormProps) {
  const [draft, setDraft] = useState(rule)
  const set = (change: Partial<CallingRule>) => setDraft({ ...draft, ...change })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save({ ...draft, country: draft.country.trim().toUpperCase() })
  }
  return (
    <li>
      <form className="adm-form" onSubmit={submit}>
        {rule.country === HOUSE ? (
          <b>{words.calling.house}</b>
        ) : (
          <TextField label={words.calling.country} hint={words.calling.countryHint} value={draft.country} maxLength={2} autoFocus onChange={(event) => set({ country: event.target.value })} />
        )}
        <SelectField label={words.calling.scope} value={draft.scope} onChange={(event) => set({ scope: SCOPES.find((one) => one === event.target.value) ?? 'EVERY_CALL' })}>
          {SCOPES.map((one) => (
            <option key={one} value={one}>
              {words.calling.scopes[one]}
            </option>
          ))}
        </SelectField>
        {words.calling.days.map((day, n) => (
          <TextField
            key={day}
            label={day}
            value={draft.days[n] ?? ''}
            placeholder={n === 0 ? words.calling.dayHint : words.calling.never}
            onChange={(event) => set({ days: draft.days.map((old, at) => (at === n ? event.target.value : old)) })}
          />
        ))}
        <CheckField label={words.calling.holidays} checked={draft.onHolidays} onChange={(event) => set({ onHolidays: event.target.checked })} />
        <TextField label={words.calling.source} value={draft.source} maxLength={300} onChange={(event) => set({ source: event.target.value })} />
        <TextField label={words.calling.checked} type="date" value={draft.checked} onChange={(event) => set({ checked: event.target.value })} />
        <div className="row">
          {remove !== null && <Button onClick={() => void remove()}>{words.calling.remove}</Button>}
          <Button className="end" onClick={cancel}>
            {words.calling.cancel}
          </Button>
          <Button type="submit" look="go">
            {words.calling.save}
          </Button>
        </div>
      </form>
    </li>
  )
}
