import { attempt, useLoaded } from '@/actions'
import { useState } from 'react'
import { useMay } from '@/model/desk'
import { admin as words } from '@/text/admin'
import { Button } from '@/ui/Button'
import { SelectField, TextField } from '@/ui/Field'
import { recordings } from '@/wire/recordings'
import type { RecordingRule } from '@/wire/types'

const RULES = ['OFF', 'ANNOUNCED', 'CONSENT'] as const

/** Whose calls are recorded, how customers come to know it, and for how long recordings are kept. */
export function RecordingRules() {
  const { value: rules, wrong, reload } = useLoaded(recordings.rules)
  return (
    <section aria-labelledby="recording-rules" style={{ marginTop: 26 }}>
      <h2 id="recording-rules">{words.recording.title}</h2>
      <p className="second">{words.recording.second}</p>
      {wrong !== null && <p className="wrong">{wrong}</p>}
      <ul className="place">{rules?.map((rule) => <Rule key={`${rule.team} ${rule.rule} ${rule.keepDays}`} rule={rule} saved={reload} />)}</ul>
    </section>
  )
}

function Rule({ rule, saved }: { rule: RecordingRule; saved: () => Promise<void> }) {
  const may = useMay('CHANGE_TEAMS')
  const [how, setHow] = useState(rule.rule)
  const [days, setDays] = useState(rule.keepDays)
  const changed = how !== rule.rule || days !== rule.keepDays
  const save = async () => {
    if (await attempt(() => recordings.saveRule(rule.team, how, days))) await saved()
  }
  return (
    <li className="adm-row rule">
      <b>{rule.name}</b>
      <SelectField label={words.recording.of(rule.name)} value={how} disabled={!may} onChange={(event) => setHow(RULES.find((one) => one === event.target.value) ?? 'OFF')}>
        {RULES.map((one) => (
          <option key={one} value={one}>
            {words.recording.rules[one]}
          </option>
        ))}
      </SelectField>
      <TextField label={words.recording.keep} type="number" min={1} max={3650} value={days} disabled={!may} onChange={(event) => setDays(Number(event.target.value))} />
      {may && changed && <Button onClick={() => void save()}>{words.recording.save}</Button>}
    </li>
  )
}
