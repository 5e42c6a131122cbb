import { useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react'
import { attempt } from '@/actions'
import { goHome } from '@/actions/home'
import { bringAlong } from '@/actions/phone'
import { companyZone, serverNow } from '@/model/clock'
import { deskStore, useDesk, useMe } from '@/model/desk'
import { currentOf, usePhone } from '@/model/phone'
import { openDialog, type DialogWanted } from '@/model/place'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { CheckField, SelectField, TextArea, TextField } from '@/ui/Field'
import { customers, handOvers, interactions, matters, promises } from '@/wire/desk'
import type { Card, PromiseRow } from '@/wire/types'
import { About } from './AboutDialog'
import { QuietWarning } from './QuietWarning'
import { When } from './When'

type Wanted<K extends DialogWanted['kind']> = Extract<DialogWanted, { kind: K }>

const MOODS = ['GLAD', 'CALM', 'WORRIED', 'UPSET'] as const

const close = () => openDialog(null)
const answered = (row: PromiseRow) => deskStore.dispatch({ kind: 'promise-answer', row })

export interface AskProps {
  title: string
  why?: string
  go: string
  ready: boolean
  perform: () => Promise<boolean>
  children: ReactNode
}

export function Ask({ title, why, go, ready, perform, children }: AskProps) {
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!ready || busy) return
    setBusy(true)
    if (await perform()) close()
    else setBusy(false)
  }
  return (
    <Dialog title={title} closeLabel={t.shell.close} onClose={close}>
      <form onSubmit={(event) => void submit(event)} onKeyDown={submitByKeys}>
        {why !== undefined && <p className="why">{why}</p>}
        {children}
        <div className="row" style={{ marginTop: 16 }}>
          <Button className="end" onClick={close}>
            {t.shell.cancel}
          </Button>
          <Button type="submit" look="go" disabled={!ready || busy}>
            {go}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** From any field, also from a list or from several lines, where Enter means something else. */
function submitByKeys(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  event.currentTarget.requestSubmit()
}

export function HandOverDialog({ promise, card }: Wanted<'HAND_OVER'>) {
  const me = useMe()
  const colleagues = useDesk((state) => state.colleagues)
  const presence = useDesk((state) => state.team?.presence)
  const [to, setTo] = useState('')
  const [words, setWords] = useState(card)
  const [tell, setTell] = useState(true)
  const inCall = usePhone((phone) => currentOf(phone.view)?.customer.id === promise.customer.id)
  const [along, setAlong] = useState(true)
  const others = [...colleagues.values()]
    .filter((agent) => agent.id !== me)
    .sort((a, b) => Number(b.team === promise.team) - Number(a.team === promise.team) || a.firstName.localeCompare(b.firstName))
  const state = (id: string) => presence?.find((one) => one.agent === id)?.state
  const chosen = colleagues.get(to)
  const perform = () =>
    attempt(
      async () => {
        answered((await promises.handOver(promise.id, to, words, tell)) as PromiseRow)
        if (inCall && along) await bringAlong(promise.customer.id, to)
      },
      t.actions.done.handedOver(chosen?.firstName ?? ''),
    )
  return (
    <Ask
      title={t.dialogs.handOver.title}
      why={t.dialogs.handOver.why}
      ready={to !== ''}
      go={chosen === undefined ? t.dialogs.handOver.goNobody : t.dialogs.handOver.go(chosen.firstName)}
      perform={perform}
    >
      <SelectField label={t.dialogs.handOver.to} value={to} autoFocus onChange={(event) => setTo(event.target.value)}>
        <option value="">{t.dialogs.handOver.choose}</option>
        {others.map((agent) => {
          const at = state(agent.id)
          return (
            <option key={agent.id} value={agent.id}>
              {agent.firstName} {agent.lastName}
              {at === undefined ? '' : ` (${t.shell.presence.states[at]})`}
            </option>
          )
        })}
      </SelectField>
      <p className="small second" style={{ margin: '4px 0 8px' }}>
        {t.dialogs.handOver.card}
      </p>
      {(['asked', 'promised', 'tried', 'dontAsk', 'nextStep'] as const).map((part) => (
        <TextArea
          key={part}
          rows={2}
          label={t.person.card[part]}
          value={words[part]}
          onChange={(event) => setWords({ ...words, [part]: event.target.value })}
        />
      ))}
      <SelectField label={t.person.card.mood} value={words.mood} onChange={(event) => setWords({ ...words, mood: event.target.value as Card['mood'] })}>
        <option value="">{t.dialogs.handOver.moodUnsaid}</option>
        {MOODS.map((mood) => (
          <option key={mood} value={mood}>
            {t.person.mood[mood]}
          </option>
        ))}
      </SelectField>
      <CheckField label={t.dialogs.handOver.tell(promise.customer.name)} checked={tell} onChange={(event) => setTell(event.target.checked)} />
      {inCall && <CheckField label={t.phone.bringAlong} checked={along} onChange={(event) => setAlong(event.target.checked)} />}
    </Ask>
  )
}

interface ReasonProps {
  title: string
  why: string
  label: string
  go: string
  reasons?: readonly string[]
  below?: ReactNode
  perform: (reason: string) => Promise<boolean>
}

function ReasonDialog({ title, why, label, go, reasons = [], below, perform }: ReasonProps) {
  const [reason, setReason] = useState('')
  return (
    <Ask title={title} why={why} go={go} ready={reason.trim() !== ''} perform={() => perform(reason.trim())}>
      <TextField label={label} value={reason} autoFocus onChange={(event) => setReason(event.target.value)} />
      <div className="row">
        {reasons.map((usual) => (
          <Button key={usual} onClick={() => setReason(usual)}>
            {usual}
          </Button>
        ))}
      </div>
      {below}
    </Ask>
  )
}

export function DeclineDialog({ handOver }: Wanted<'DECLINE'>) {
  const name = useDesk((state) => state.colleagues.get(handOver.from)?.firstName ?? '')
  const { title, why, reason, go } = t.dialogs.decline
  const perform = (words: string) => attempt(() => handOvers.decline(handOver.id, words), t.actions.done.declined)
  return <ReasonDialog title={title} why={why(name)} label={reason} go={go} perform={perform} />
}

export function ReleaseDialog({ promise }: Wanted<'RELEASE'>) {
  const { title, why, reason, go } = t.dialogs.release
  const perform = (words: string) =>
    attempt(async () => answered(await promises.release(promise.id, words)), t.actions.done.released(promise.customer.name))
  return <ReasonDialog title={title} why={why} label={reason} go={go} perform={perform} />
}

export function CloseMatterDialog({ matter, name }: Wanted<'CLOSE_MATTER'>) {
  const { title, why, reason, go, reasons } = t.dialogs.close
  if (matter.sales) return <DecidedDialog matter={matter} name={name} />
  const agreed = reasons[0]
  const perform = (words: string) => attempt(() => matters.close(matter.id, words === agreed ? 'AGREED' : words), t.actions.done.closed)
  return <ReasonDialog title={title} why={why} label={reason} go={go} reasons={reasons} below={<About matter={matter.id} />} perform={perform} />
}

/** A sales enquiry ends with a yes or a no. */
function DecidedDialog({ matter, name }: { matter: Wanted<'CLOSE_MATTER'>['matter']; name: string }) {
  const { title, why, yes, no } = t.dialogs.decided
  const end = async (how: 'SIGNED_UP' | 'SAID_NO') => {
    const done = how === 'SIGNED_UP' ? t.actions.done.signedUp(name) : t.actions.done.saidNo
    if (await attempt(() => matters.close(matter.id, how), done)) close()
  }
  return (
    <Dialog title={title} closeLabel={t.shell.close} onClose={close}>
      <p className="why">{why}</p>
      <About matter={matter.id} />
      <div className="row" style={{ marginTop: 16 }}>
        <Button onClick={() => void end('SAID_NO')}>{no}</Button>
        <Button className="end" onClick={close}>
          {t.shell.cancel}
        </Button>
        <Button look="go" onClick={() => void end('SIGNED_UP')}>
          {yes}
        </Button>
      </div>
    </Dialog>
  )
}

/** The end of a shift: what falls due before I am back goes to my team, and I see which. */
export function GoHomeDialog({ back, promises: due }: Wanted<'GO_HOME'>) {
  const team = useDesk((state) => state.team?.name ?? '')
  const zone = companyZone()
  const { title, why, go, due: by } = t.dialogs.goHome
  const perform = () => goHome(team)
  return (
    <Ask title={title} why={why(team, t.time.choice(back, serverNow(), zone))} go={go} ready perform={perform}>
      <ul className="plain-list">
        {due.map((row) => (
          <li key={row.id}>
            <b>{row.customer.name}</b> <span>{row.what}</span>{' '}
            <span className="small quiet">{by(t.time.choice(Date.parse(row.deadline), serverNow(), zone))}</span>
          </li>
        ))}
      </ul>
    </Ask>
  )
}

export function NoAnswerDialog({ interaction, name }: Wanted<'NEEDS_NO_ANSWER'>) {
  const { title, why, reason, go, reasons } = t.dialogs.noAnswer
  const perform = (words: string) => attempt(() => interactions.needsNoAnswer(interaction, words), t.actions.done.noAnswer)
  return <ReasonDialog title={title} why={why(name)} label={reason} go={go} reasons={reasons} perform={perform} />
}

export function MoveDialog({ promise }: Wanted<'MOVE'>) {
  const [when, setWhen] = useState<number | null>(null)
  const { title, why, go } = t.dialogs.move
  const perform = () => {
    const deadline = new Date(when ?? 0).toISOString()
    return attempt(
      async () => answered(await promises.move(promise.id, deadline, '')),
      t.actions.done.moved(t.time.choice(when ?? 0, serverNow(), companyZone())),
    )
  }
  return (
    <Ask title={title} why={why(promise.customer.name)} go={go} ready={when !== null} perform={perform}>
      <When label={t.dialogs.move.when} value={when} onChange={setWhen} />
      <QuietWarning customer={promise.customer.id} name={promise.customer.name} when={when} />
    </Ask>
  )
}

export function PromiseDialog({ customer, name, matters: of }: Wanted<'PROMISE'>) {
  const [what, setWhat] = useState('')
  const [when, setWhen] = useState<number | null>(null)
  const [matter, setMatter] = useState(of.find((one) => one.state !== 'CLOSED')?.id ?? of[0]?.id ?? '')
  const { title, go } = t.dialogs.promise
  const perform = () => {
    const deadline = new Date(when ?? 0).toISOString()
    return attempt(
      async () => answered(await customers.promise(customer, { matter, what, deadline, kind: 'SAID' })),
      t.actions.done.promised(t.time.choice(when ?? 0, serverNow(), companyZone())),
    )
  }
  return (
    <Ask title={title(name)} go={go} ready={when !== null && what.trim() !== '' && matter !== ''} perform={perform}>
      <TextField label={t.dialogs.promise.what} value={what} autoFocus onChange={(event) => setWhat(event.target.value)} />
      <When label={t.dialogs.promise.when} value={when} onChange={setWhen} />
      <QuietWarning customer={customer} name={name} when={when} />
      <div style={{ height: 12 }} />
      <SelectField label={t.dialogs.promise.matter} value={matter} onChange={(event) => setMatter(event.target.value)}>
        {of.map((one) => (
          <option key={one.id} value={one.id}>
            {one.about}
          </option>
        ))}
      </SelectField>
    </Ask>
  )
}
