import { useState } from 'react'
import { showToast } from '@/ui/toasts'
import { imports as words } from '@/text/imports'
import { Button } from '@/ui/Button'
import { SelectField, TextField } from '@/ui/Field'
import { sentenceOf } from '@/wire/http'
import { imports } from '@/wire/imports'
import type { Filling, Import, ImportPreview, ImportRow, Imports } from '@/wire/types'

interface Props {
  plan: Import
  fields: Imports['fields']
  leave: () => void
  started: () => void
}

/** Where each column goes, and what would happen; nothing has happened yet. */
export function ImportPlan({ plan, fields, leave, started }: Props) {
  const [mapping, setMapping] = useState(plan.mapping)
  const [filling, setFilling] = useState<Filling>('FILL_EMPTY')
  const [preview, setPreview] = useState<ImportPreview | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const perform = async (work: () => Promise<void>) => {
    setBusy(true)
    setWrong(null)
    try {
      await work()
    } catch (error) {
      setWrong(sentenceOf(error))
    }
    setBusy(false)
  }
  const choose = (at: number, target: string) => {
    setMapping(mapping.map((other, index) => (index === at ? target : other)))
    setPreview(null)
  }
  const look = () => perform(async () => setPreview(await imports.preview(plan.id, { mapping, filling })))
  const start = () =>
    perform(async () => {
      await imports.start(plan.id, { mapping, filling })
      showToast(words.started)
      started()
    })
  const people = preview === null ? 0 : preview.made + preview.joined
  return (
    <div className="place" style={{ padding: 18 }}>
      <p className="second">{words.read(plan.name, plan.charset, words.separators[plan.separator] ?? plan.separator)}</p>
      <h2 style={{ margin: '14px 0 8px' }}>{words.columns}</h2>
      <div className="two">
        {plan.headers.map((header, at) => (
          <Column key={at} header={header} target={mapping[at] ?? ''} fields={fields} choose={(target) => choose(at, target)} />
        ))}
      </div>
      <SelectField
        label={words.filling}
        value={filling}
        onChange={(event) => {
          setFilling(event.target.value as Filling)
          setPreview(null)
        }}
      >
        {(Object.keys(words.fillings) as Filling[]).map((one) => (
          <option key={one} value={one}>
            {words.fillings[one]}
          </option>
        ))}
      </SelectField>
      {wrong !== null && <p className="wrong">{wrong}</p>}
      {preview !== null && <Foreseen preview={preview} />}
      <div className="row" style={{ marginTop: 16 }}>
        <Button className="end" onClick={leave}>
          {words.other}
        </Button>
        <Button look={preview === null ? 'go' : 'plain'} disabled={busy} onClick={() => void look()}>
          {busy ? words.lookingThrough : words.look}
        </Button>
        {preview !== null && people > 0 && (
          <Button look="go" disabled={busy} onClick={() => void start()}>
            {words.go(people)}
          </Button>
        )}
      </div>
    </div>
  )
}

function Column({ header, target, fields, choose }: { header: string; target: string; fields: Imports['fields']; choose: (target: string) => void }) {
  const system = target.startsWith('ID:') ? target.slice(3) : null
  return (
    <div>
      <SelectField label={words.column(header)} value={system === null ? target : 'ID:'} onChange={(event) => choose(event.target.value === 'ID:' ? 'ID:customer' : event.target.value)}>
        <option value="">{words.nowhere}</option>
        {Object.entries(words.targets).map(([one, name]) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
        <option value="ID:">{words.anotherSystem}</option>
        {fields.map((field) => (
          <option key={field.target} value={field.target}>
            {field.name}
          </option>
        ))}
      </SelectField>
      {system !== null && <TextField label={words.system(header)} quietLabel hint={words.systemHint} value={system} maxLength={40} onChange={(event) => choose(`ID:${event.target.value}`)} />}
    </div>
  )
}

function Foreseen({ preview }: { preview: ImportPreview }) {
  return (
    <section aria-live="polite" style={{ marginTop: 16 }}>
      <p>
        <b>{words.counts(preview.rows)}:</b> {words.outcome.MADE(preview.made)} · {words.outcome.JOINED(preview.joined)} · {words.outcome.SAME(preview.same)} ·{' '}
        <span className={preview.refused > 0 ? 'late' : ''}>{words.outcome.REFUSED(preview.refused)}</span>
      </p>
      {preview.made + preview.joined === 0 && <p className="second">{words.nothing}</p>}
      <Rows title={words.first} rows={preview.shown} />
      {preview.refusals.length > 0 && <Rows title={words.refusals} rows={preview.refusals} />}
    </section>
  )
}

function Rows({ title, rows }: { title: string; rows: ImportRow[] }) {
  return (
    <>
      <h2 style={{ margin: '14px 0 4px' }}>{title}</h2>
      <table className="foreseen small">
        <thead className="vh">
          <tr>
            <th>{words.line}</th>
            <th>{words.who}</th>
            <th>{words.what}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.line}>
              <td className="quiet">{row.line}</td>
              <td>{row.name}</td>
              <td className={row.outcome === 'REFUSED' ? 'late' : ''}>
                {told(row)}
                {row.changes.map((change) => (
                  <span key={change.what} className="second">
                    {' · '}
                    {words.change(words.targets[change.what] ?? change.what, change.before, change.after)}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function told(row: ImportRow): string {
  if (row.outcome === 'REFUSED') return words.refused(row.header, row.reason)
  if (row.outcome === 'MADE') return words.rows.MADE
  return words.rows[row.outcome](row.known)
}
