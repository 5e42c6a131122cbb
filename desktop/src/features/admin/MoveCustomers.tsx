import { useEffect, useState, type FormEvent } from 'react'
import { attempt, useLoaded } from '@/actions'
import { admin as words } from '@/text/admin'
import { Button } from '@/ui/Button'
import { Initials } from '@/ui/Face'
import { CheckField, SelectField, TextField } from '@/ui/Field'
import { removals } from '@/wire/homes'
import { fieldsOf, sentenceOf } from '@/wire/http'
import type { Removal, RemovalKind, RemovalPreview, RemovalRequest, TeamSetup } from '@/wire/types'

const PROGRESS_MILLIS = 1_000
const KINDS: readonly RemovalKind[] = ['ALL', 'NUMBER', 'POSTCODE', 'PLACE', 'LANGUAGE']

/** Many customers to another team: first who, then how far it is. */
export function MoveCustomers({ teams, leave }: { teams: readonly TeamSetup[]; leave: () => void }) {
  const { value: all, wrong: away, reload } = useLoaded(removals.all)
  const [wanted, setWanted] = useState<RemovalRequest>({ from: teams[0]?.id ?? '', to: teams[1]?.id ?? '', kind: 'ALL', value: '', promises: false })
  const [preview, setPreview] = useState<RemovalPreview | null>(null)
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const running = all?.moves.some((one) => one.state === 'RUNNING' || one.state === 'UNDOING') ?? false
  const { moves } = words.teams
  useEffect(() => {
    if (!running) return
    const timer = setInterval(() => void reload(), PROGRESS_MILLIS)
    return () => clearInterval(timer)
  }, [running, reload])
  const set = (change: Partial<RemovalRequest>) => {
    setWanted({ ...wanted, ...change })
    setPreview(null)
  }
  const perform = async (work: () => Promise<void>) => {
    setBusy(true)
    try {
      await work()
      setWrong({})
      setRefused(null)
    } catch (error) {
      setWrong(fieldsOf(error))
      setRefused(sentenceOf(error))
    }
    setBusy(false)
  }
  const look = (event: FormEvent) => {
    event.preventDefault()
    void perform(async () => setPreview(await removals.preview(wanted)))
  }
  const begin = () =>
    void perform(async () => {
      await removals.begin(wanted)
      setPreview(null)
      await reload()
    })
  const select = (end: 'from' | 'to') => (
    <SelectField label={moves[end]} value={wanted[end]} error={wrong[end]} onChange={(event) => set({ [end]: event.target.value })}>
      {teams.map((team) => (
        <option key={team.id} value={team.id ?? ''}>
          {team.name}
        </option>
      ))}
    </SelectField>
  )
  return (
    <>
      <div className="row" style={{ marginBottom: 10 }}>
        <Button look="bare" icon="left" onClick={leave}>
          {moves.back}
        </Button>
      </div>
      <h2>{moves.title}</h2>
      <p className="second" style={{ marginBottom: 12 }}>
        {moves.second}
      </p>
      <form className="place" style={{ padding: 18 }} onSubmit={look}>
        <div className="two">
          {select('from')}
          {select('to')}
          <SelectField label={moves.who} value={wanted.kind} onChange={(event) => set({ kind: event.target.value as RemovalKind })}>
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {moves.kinds[kind]}
              </option>
            ))}
          </SelectField>
          {wanted.kind !== 'ALL' && <TextField label={moves.valueLabel} hint={moves.value[wanted.kind]} maxLength={100} value={wanted.value} error={wrong.value} onChange={(event) => set({ value: event.target.value })} />}
        </div>
        <CheckField label={moves.promises} hint={moves.promisesWhy} checked={wanted.promises} onChange={(event) => set({ promises: event.target.checked })} />
        {refused !== null && Object.keys(wrong).length === 0 && <p className="wrong">{refused}</p>}
        <div className="row">
          <Button className="end" type="submit" disabled={busy}>
            {moves.preview}
          </Button>
        </div>
        <div aria-live="polite">{preview !== null && <Shown preview={preview} busy={busy} begin={begin} />}</div>
      </form>
      {away !== null && <p className="wrong">{away}</p>}
      {all !== null && all.moves.length > 0 && (
        <>
          <h2>{moves.past}</h2>
          <ul className="place">
            {all.moves.map((one) => (
              <Past key={one.id} one={one} teams={teams} reload={reload} />
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function Shown({ preview, busy, begin }: { preview: RemovalPreview; busy: boolean; begin: () => void }) {
  const { moves } = words.teams
  if (preview.people === 0) return <p>{moves.nobody}</p>
  return (
    <section aria-label={moves.preview}>
      <p>
        <b>{moves.count(preview.people, preview.promises)}</b>
      </p>
      <p className="small second">{moves.sample(preview.sample.length, preview.people)}</p>
      <ul className="homes-owed">
        {preview.sample.map((one) => (
          <li key={one.id}>
            <span className="row">
              <Initials name={one.name} tint={one.tint} size={22} />
              {one.name}
            </span>
            <span className="small second">{one.address}</span>
          </li>
        ))}
      </ul>
      <div className="row">
        <Button className="end" look="go" disabled={busy} onClick={begin}>
          {moves.go(preview.people)}
        </Button>
      </div>
    </section>
  )
}

function Past({ one, teams, reload }: { one: Removal; teams: readonly TeamSetup[]; reload: () => Promise<void> }) {
  const { moves } = words.teams
  const name = (id: string) => teams.find((team) => team.id === id)?.name ?? ''
  const line = moves.line(name(one.from), name(one.to))
  const perform = async (work: () => Promise<unknown>) => {
    if (await attempt(work)) await reload()
  }
  return (
    <li className="adm-row" data-removal={one.id}>
      <div style={{ minWidth: 0 }}>
        <p>
          <b>{line}</b> <span className="quiet">{moves.state[one.state]}</span>
        </p>
        <p className="small second">
          {moves.kinds[one.kind]} {one.value} · {moves.progress(one.moved, one.total)}
        </p>
        {(one.state === 'RUNNING' || one.state === 'UNDOING') && <progress value={one.moved} max={Math.max(1, one.total)} aria-label={line} />}
      </div>
      {one.state === 'RUNNING' && (
        <Button className="end" aria-label={`${moves.stop}: ${line}`} onClick={() => void perform(() => removals.stop(one.id))}>
          {moves.stop}
        </Button>
      )}
      {(one.state === 'DONE' || one.state === 'STOPPED') && one.moved > 0 && (
        <Button className="end" aria-label={`${moves.undo}: ${line}`} onClick={() => void perform(() => removals.undo(one.id))}>
          {moves.undo}
        </Button>
      )}
    </li>
  )
}
