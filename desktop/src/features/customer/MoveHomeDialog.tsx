import { useEffect, useState, type FormEvent, type ReactNode } from 'react'
import { giveTo } from '@/actions/homes'
import { companyZone, useNow } from '@/model/clock'
import { useDesk } from '@/model/desk'
import { openDialog, type DialogWanted } from '@/model/place'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { CheckField, SelectField } from '@/ui/Field'
import { Face } from '@/ui/Face'
import { homes } from '@/wire/homes'
import { sentenceOf } from '@/wire/http'
import type { HomePreview, PromiseRow } from '@/wire/types'

const close = () => openDialog(null)

/** To which team, then what goes along and what stays, then one click. */
export function MoveHomeDialog({ customer, name, team, teamName }: Extract<DialogWanted, { kind: 'MOVE_HOME' }>) {
  const teams = useDesk((state) => state.teams)
  const [to, setTo] = useState('')
  const [preview, setPreview] = useState<HomePreview | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const [take, setTake] = useState(false)
  const [tell, setTell] = useState(false)
  const [busy, setBusy] = useState(false)
  const words = t.homes.move
  const target = teams.find((one) => one.id === to)
  useEffect(() => {
    if (to === '') return
    const abort = new AbortController()
    homes
      .preview(customer, to, abort.signal)
      .then((found) => {
        setPreview(found)
        setWrong(null)
      })
      .catch((error: unknown) => {
        if (!abort.signal.aborted) setWrong(sentenceOf(error))
      })
    return () => abort.abort()
  }, [customer, to])
  const shown = preview !== null && preview.to === to ? preview : null
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (target === undefined || shown === null || busy) return
    setBusy(true)
    if (await giveTo(customer, name, target, { promises: take, tell: tell && shown.letter !== null })) close()
    else setBusy(false)
  }
  return (
    <Dialog title={words.title(name)} closeLabel={t.shell.close} onClose={close}>
      <form onSubmit={(event) => void submit(event)}>
        <SelectField label={words.to} value={to} autoFocus onChange={(event) => setTo(event.target.value)}>
          <option value="">{words.choose}</option>
          {teams
            .filter((one) => one.id !== team)
            .map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
        </SelectField>
        {wrong !== null && <p className="wrong">{wrong}</p>}
        <div aria-live="polite">
          {shown !== null && target !== undefined && (
            <Consequences preview={shown} name={name} from={teamName} to={target} take={take}>
              <CheckField label={words.take} checked={take} onChange={(event) => setTake(event.target.checked)} />
              {shown.letter === null ? (
                <p className="hint">{words.noLetter}</p>
              ) : (
                <>
                  <CheckField label={words.tell(name)} checked={tell} onChange={(event) => setTell(event.target.checked)} />
                  {tell && (
                    <figure className="letter" aria-label={words.letter} lang={shown.letter.language}>
                      <figcaption className="small second">{shown.letter.address}</figcaption>
                      <div className="paper">{shown.letter.text}</div>
                    </figure>
                  )}
                </>
              )}
            </Consequences>
          )}
        </div>
        <div className="row" style={{ marginTop: 16 }}>
          <Button className="end" onClick={close}>
            {t.shell.cancel}
          </Button>
          <Button type="submit" look="go" disabled={shown === null || busy}>
            {words.go}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

interface ConsequencesProps {
  preview: HomePreview
  name: string
  from: string
  to: { id: string; name: string }
  take: boolean
  children: ReactNode
}

function Consequences({ preview, name, to, take, children }: ConsequencesProps) {
  const colleagues = useDesk((state) => state.colleagues)
  const words = t.homes.move
  const { promises } = preview
  const goes = (row: PromiseRow) => take || row.owner === null || colleagues.get(row.owner)?.team === to.id
  const free = promises.filter((row) => row.owner === null).length
  const owned = promises.length - free
  const ownedGo = promises.filter((row) => row.owner !== null && goes(row)).length
  const offered = promises.filter((row) => row.handOver !== null)
  const withdrawn = take ? offered.length : 0
  const moves = [
    words.movesHome(name, to.name),
    ...(free > 0 ? [words.movesFree(free)] : []),
    ...(ownedGo > 0 ? [words.movesOwned(ownedGo)] : []),
    ...(withdrawn > 0 ? [words.goneHandOvers(withdrawn)] : []),
  ]
  const stays = [
    ...(owned > ownedGo ? [words.staysOwned(owned - ownedGo)] : []),
    ...(offered.length > withdrawn ? [words.staysHandOvers(offered.length - withdrawn)] : []),
    ...(preview.letters > 0 ? [words.staysLetters(preview.letters)] : []),
    words.story,
  ]
  return (
    <>
      <div className="two homes">
        <Part title={words.moves} lines={moves} />
        <Part title={words.stays} lines={stays} />
      </div>
      <h3>{words.promises}</h3>
      {promises.length === 0 ? <p className="small second">{words.none}</p> : <Owed rows={promises} />}
      <Knows preview={preview} team={to.name} />
      {children}
    </>
  )
}

function Part({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  )
}

function Owed({ rows }: { rows: readonly PromiseRow[] }) {
  const colleagues = useDesk((state) => state.colleagues)
  const now = useNow()
  return (
    <ul className="homes-owed">
      {rows.map((row) => (
        <li key={row.id}>
          <span className="one">{row.what}</span>
          <span className="small second">
            {row.owner === null ? t.homes.move.nobody : (colleagues.get(row.owner)?.firstName ?? t.person.colleague)}, {t.homes.move.due(t.time.moment(Date.parse(row.deadline), now, companyZone()))}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Knows({ preview, team }: { preview: HomePreview; team: string }) {
  const colleagues = useDesk((state) => state.colleagues)
  return (
    <>
      <h3>{t.homes.move.knows(team)}</h3>
      {preview.knows.length === 0 ? (
        <p className="small second">{t.homes.move.nobodyKnows(team)}</p>
      ) : (
        <ul className="homes-owed">
          {preview.knows.map((one) => {
            const agent = colleagues.get(one.agent)
            return (
              <li key={one.agent}>
                <span className="row">
                  <Face name={agent?.firstName ?? t.person.colleague} picture={agent?.face ?? null} size={22} silent />
                  {agent?.firstName ?? t.person.colleague}
                </span>
                <span className="small second">{t.person.talks(one.talks)}</span>
              </li>
            )
          })}
        </ul>
      )}
    </>
  )
}
