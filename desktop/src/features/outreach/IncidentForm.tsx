import { useRef, useState, type FormEvent } from 'react'
import { attempt, useLoaded } from '@/actions'
import { companyZone, serverNow } from '@/model/clock'
import { useDesk } from '@/model/desk'
import { draftOfIncident, freshIncident, givenOf, LANGUAGES, latestToTell, WAYS, type IncidentDraft, type Spoken } from '@/model/incidents'
import { t } from '@/text'
import { incidents as words } from '@/text/incidents'
import { Button } from '@/ui/Button'
import { CheckField, SelectField, TextField } from '@/ui/Field'
import { fieldSetups } from '@/wire/facts'
import { fieldsOf, sentenceOf } from '@/wire/http'
import { incidents } from '@/wire/incidents'
import type { Id, Incident, IncidentKind, NoticeText } from '@/wire/types'
import { Checked } from './Checked'

const KINDS: readonly IncidentKind[] = ['MISTAKE', 'CHANGE', 'OUTAGE']

interface FormProps {
  incident: Incident | null
  saved: (id: Id) => void
  leave: () => void
}

/** An incident as one of us writes it: what it is, whom it touches, what we say. */
export function IncidentForm({ incident, saved, leave }: FormProps) {
  const zone = companyZone()
  const [draft, setDraft] = useState<IncidentDraft>(() => (incident === null ? freshIncident() : draftOfIncident(incident, zone)))
  const [file, setFile] = useState<File | null>(null)
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const set = (change: Partial<IncidentDraft>) => setDraft((now) => ({ ...now, ...change }))
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      const { id } = await incidents.save(incident?.id ?? null, givenOf(draft, zone))
      const named = file === null || (await attempt(async () => incidents.file(id, await file.text())))
      if (named) saved(id)
    } catch (error) {
      setWrong(fieldsOf(error))
      setRefused(sentenceOf(error))
    }
    setBusy(false)
  }
  return (
    <form className="place out-form" onSubmit={(event) => void save(event)}>
      <h2>{incident === null ? words.form.newTitle : words.form.editTitle}</h2>
      <What draft={draft} set={set} wrong={wrong} />
      <Whom draft={draft} set={set} wrong={wrong} onFile={setFile} />
      {LANGUAGES.map((language) => (
        <Words key={language} language={language} text={draft.texts[language]} onText={(text) => set({ texts: { ...draft.texts, [language]: text } })} />
      ))}
      {refused !== null && (
        <p className="wrong" role="alert">
          {refused}
        </p>
      )}
      <div className="row">
        <Button onClick={leave}>{words.form.leave}</Button>
        <Button className="end" look="go" type="submit" disabled={busy}>
          {words.form.save}
        </Button>
      </div>
    </form>
  )
}

interface PartProps {
  draft: IncidentDraft
  set: (change: Partial<IncidentDraft>) => void
  wrong: Record<string, string>
}

function What({ draft, set, wrong }: PartProps) {
  const zone = companyZone()
  const latest = latestToTell(draft, zone)
  const when = latest === null ? '' : t.time.full(latest, zone)
  const change = draft.kind === 'CHANGE'
  return (
    <>
      <div className="two">
        <SelectField label={words.form.kind} value={draft.kind} onChange={(event) => set({ kind: event.target.value as IncidentKind })}>
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {words.kind[kind]}
            </option>
          ))}
        </SelectField>
        <TextField label={words.form.name} hint={words.form.nameHint} maxLength={120} required value={draft.name} error={wrong.name} onChange={(event) => set({ name: event.target.value })} />
        {change ? (
          <>
            <TextField label={words.form.effective} type="datetime-local" value={draft.effective} error={wrong.effective} onChange={(event) => set({ effective: event.target.value })} />
            <TextField label={words.form.leadDays} inputMode="numeric" value={draft.leadDays} error={wrong.leadDays} onChange={(event) => set({ leadDays: event.target.value })} />
          </>
        ) : (
          <>
            <TextField label={words.form.since} type="datetime-local" value={draft.since} error={wrong.since} onChange={(event) => set({ since: event.target.value })} />
            <TextField label={words.form.until} type="datetime-local" value={draft.until} error={wrong.until} onChange={(event) => set({ until: event.target.value })} />
          </>
        )}
      </div>
      {latest !== null && <p className={latest < serverNow() ? 'wrong' : 'hint'}>{latest < serverNow() ? words.form.late(when) : words.form.latest(when)}</p>}
      <fieldset className="out-set">
        <legend>{words.form.ways}</legend>
        {WAYS.map((way) => (
          <CheckField
            key={way}
            label={words.form.way[way]}
            checked={draft.ways.includes(way)}
            onChange={(event) => set({ ways: WAYS.filter((one) => (one === way ? event.target.checked : draft.ways.includes(one))) })}
          />
        ))}
        {wrong.ways !== undefined && <p className="wrong">{wrong.ways}</p>}
      </fieldset>
      <TextField label={words.form.secondHours} hint={words.form.secondHint} inputMode="numeric" value={draft.secondHours} error={wrong.secondHours} onChange={(event) => set({ secondHours: event.target.value })} />
    </>
  )
}

function Whom({ draft, set, wrong, onFile }: PartProps & { onFile: (file: File | null) => void }) {
  const teams = useDesk((state) => state.teams)
  const { value: fields } = useLoaded(fieldSetups.all)
  const chooser = useRef<HTMLInputElement>(null)
  const person = fields?.filter((field) => !field.retired) ?? []
  return (
    <fieldset className="out-set">
      <legend>{words.form.whom}</legend>
      <p className="hint">{words.form.whomHint}</p>
      <CheckField label={words.form.everybody} checked={draft.everybody} onChange={(event) => set({ everybody: event.target.checked })} />
      <div className="out-teams" role="group" aria-label={words.form.teams}>
        {teams.map((team) => (
          <CheckField
            key={team.id}
            label={`${words.form.teams} ${team.name}`}
            checked={draft.teams.includes(team.id)}
            onChange={(event) => set({ teams: event.target.checked ? [...draft.teams, team.id] : draft.teams.filter((one) => one !== team.id) })}
          />
        ))}
      </div>
      <div className="two">
        <SelectField label={words.form.language} value={draft.language} onChange={(event) => set({ language: event.target.value })}>
          <option value="">{words.form.anyLanguage}</option>
          {LANGUAGES.map((language) => (
            <option key={language} value={language}>
              {words.reach.languages[language]}
            </option>
          ))}
        </SelectField>
        <TextField label={words.form.place} maxLength={200} value={draft.place} onChange={(event) => set({ place: event.target.value })} />
        <SelectField label={words.form.field} value={draft.field} onChange={(event) => set({ field: event.target.value })}>
          <option value="">{words.form.anyField}</option>
          {person.map((field) => (
            <option key={field.id} value={field.id ?? ''}>
              {field.name}
            </option>
          ))}
        </SelectField>
        <TextField label={words.form.value} hint={words.form.valueHint} maxLength={200} value={draft.value} error={wrong.fact} onChange={(event) => set({ value: event.target.value })} />
        <TextField label={words.form.system} maxLength={40} value={draft.system} onChange={(event) => set({ system: event.target.value })} />
        <TextField label={words.form.number} hint={words.form.valueHint} maxLength={200} value={draft.number} error={wrong.externalId} onChange={(event) => set({ number: event.target.value })} />
      </div>
      <TextField ref={chooser} label={words.form.file} hint={words.form.fileHint} type="file" accept=".csv,.txt,text/csv,text/plain" onChange={(event) => onFile(event.target.files?.[0] ?? null)} />
    </fieldset>
  )
}

function Words({ language, text, onText }: { language: Spoken; text: NoticeText; onText: (text: NoticeText) => void }) {
  const set = (change: Partial<NoticeText>) => onText({ ...text, ...change })
  const own = { language, update: false }
  return (
    <fieldset className="out-set">
      <legend>{words.form.words[language]}</legend>
      <p className="hint">{words.form.apologise}</p>
      <Checked {...own} label={words.form.happened} rows={3} most={2_000} value={text.happened} onText={(happened) => set({ happened })} />
      <Checked {...own} label={words.form.doing} rows={3} most={2_000} value={text.doing} onText={(doing) => set({ doing })} />
      <Checked {...own} label={words.form.subject} most={150} value={text.subject} onText={(subject) => set({ subject })} />
      <Checked {...own} label={words.form.mail} hint={words.form.mailHint} rows={7} most={5_000} value={text.words} onText={(said) => set({ words: said })} />
    </fieldset>
  )
}
