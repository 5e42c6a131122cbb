import { useState } from 'react'
import { attempt, useLoaded } from '@/actions'
import { useMay } from '@/model/desk'
import { admin as words } from '@/text/admin'
import { fields as text } from '@/text/fields'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { CheckField, SelectField, TextArea, TextField } from '@/ui/Field'
import { fieldSetups } from '@/wire/facts'
import type { FactAbout, FieldKind, FieldSetup, SeenBy } from '@/wire/types'
import { Editing } from './Editing'
import { Outcomes } from './Outcomes'
import { ReasonWords } from './ReasonWords'

const FRESH: FieldSetup = { id: null, about: 'PERSON', key: '', name: '', kind: 'TEXT', choices: [], required: false, seenBy: 'EVERYONE', retired: false }
const ABOUTS: readonly FactAbout[] = ['PERSON', 'ORGANISATION']

/** What is asked about people and organisations. */
export function Fields() {
  const { value: all, wrong, reload } = useLoaded(fieldSetups.all)
  const [editing, setEditing] = useState<FieldSetup | null>(null)
  const may = useMay('CHANGE_FIELDS')
  if (editing !== null) return <FieldForm field={editing} done={() => setEditing(null)} reload={reload} />
  const up = async (field: FieldSetup) => {
    const { id } = field
    if (id !== null && (await attempt(() => fieldSetups.moveUp(id)))) await reload()
  }
  return (
    <>
      <div className="row" style={{ marginBottom: 10, alignItems: 'flex-start' }}>
        <p className="second">{text.opening}</p>
        {may && (
          <Button className="end" icon="plus" style={{ flex: 'none' }} onClick={() => setEditing(FRESH)}>
            {text.add}
          </Button>
        )}
      </div>
      {wrong !== null && <p className="wrong">{wrong}</p>}
      {all?.length === 0 && <Empty hint={text.noneHint}>{text.none}</Empty>}
      {ABOUTS.map((about) => {
        const list = all?.filter((field) => field.about === about) ?? []
        return list.length === 0 ? null : (
          <section key={about} aria-label={text.abouts[about]}>
            <h2>{text.abouts[about]}</h2>
            <ul className="place" style={{ marginBottom: 14 }}>
              {list.map((field, index) => (
                <li key={field.id} className="adm-row">
                  <div>
                    <p>
                      <b>{field.name}</b> <span className="quiet">{field.retired ? text.isRetired : ''}</span>
                    </p>
                    <p className="small second">
                      {text.kinds[field.kind]} · {text.seenBys[field.seenBy]} · {field.key}
                    </p>
                  </div>
                  {may && index > 0 && !field.retired && <Button className="end" look="bare" icon="up" aria-label={text.up(field.name)} onClick={() => void up(field)} />}
                  <Button className={may && index > 0 && !field.retired ? '' : 'end'} aria-label={text.edit(field.name)} onClick={() => setEditing(field)}>
                    {may ? words.edit : words.look}
                  </Button>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
      <Outcomes />
      <ReasonWords />
    </>
  )
}

function FieldForm({ field, done, reload }: { field: FieldSetup; done: () => void; reload: () => Promise<void> }) {
  const [value, setValue] = useState(field)
  const [choices, setChoices] = useState(field.choices.join('\n'))
  const set = (change: Partial<FieldSetup>) => setValue({ ...value, ...change })
  const fresh = field.id === null
  const save = async () => {
    await fieldSetups.save({ ...value, choices: choices.split('\n') })
    await reload()
    done()
  }
  return (
    <Editing needs="CHANGE_FIELDS" save={save} cancel={done}>
      {(wrong) => (
        <>
          <div className="two">
            <TextField label={text.name} value={value.name} error={wrong.name} maxLength={60} autoFocus onChange={(event) => set({ name: event.target.value })} />
            <SelectField label={text.about} value={value.about} disabled={!fresh} onChange={(event) => set({ about: event.target.value as FactAbout })}>
              {ABOUTS.map((about) => (
                <option key={about} value={about}>
                  {text.abouts[about]}
                </option>
              ))}
            </SelectField>
            <SelectField label={text.kind} value={value.kind} disabled={!fresh} onChange={(event) => set({ kind: event.target.value as FieldKind })}>
              {(Object.keys(text.kinds) as FieldKind[]).map((kind) => (
                <option key={kind} value={kind}>
                  {text.kinds[kind]}
                </option>
              ))}
            </SelectField>
            <SelectField label={text.seenBy} value={value.seenBy} onChange={(event) => set({ seenBy: event.target.value as SeenBy })}>
              {(Object.keys(text.seenBys) as SeenBy[]).map((circle) => (
                <option key={circle} value={circle}>
                  {text.seenBys[circle]}
                </option>
              ))}
            </SelectField>
          </div>
          <TextField label={text.key} hint={text.keyHint} value={value.key} error={wrong.key} disabled={!fresh} maxLength={40} onChange={(event) => set({ key: event.target.value })} />
          {value.kind === 'CHOICE' && <TextArea label={text.choices} hint={text.choicesHint} error={wrong.choices} rows={5} value={choices} onChange={(event) => setChoices(event.target.value)} />}
          <CheckField label={text.required} checked={value.required} onChange={(event) => set({ required: event.target.checked })} />
          {!fresh && <CheckField label={text.retired} checked={value.retired} onChange={(event) => set({ retired: event.target.checked })} />}
        </>
      )}
    </Editing>
  )
}
