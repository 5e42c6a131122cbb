import { useCallback, useEffect, useState } from 'react'
import { attempt, useLoaded } from '@/actions'
import { companyZone } from '@/model/clock'
import { useMay } from '@/model/desk'
import { go } from '@/model/place'
import { t } from '@/text'
import { incidents as words } from '@/text/incidents'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { TextField } from '@/ui/Field'
import { incidents } from '@/wire/incidents'
import type { Id, Incident, Reach, TouchedFile } from '@/wire/types'
import { Campaigns } from './Campaigns'
import { Faults } from './Checked'
import { Figures } from './Figures'
import { Goods } from './Goods'
import { IncidentForm } from './IncidentForm'

const PROGRESS_MILLIS = 1_500

/** One incident: what it is, what is said, who approved it, how far it went, what came of it. */
export function IncidentPage({ id }: { id: Id }) {
  const load = useCallback(() => incidents.one(id), [id])
  const { value: incident, wrong, reload } = useLoaded(load)
  const [editing, setEditing] = useState(false)
  const moving = incident?.campaigns.some((one) => one.state === 'RUNNING') ?? false
  useEffect(() => {
    if (!moving) return
    const timer = setInterval(() => void reload(), PROGRESS_MILLIS)
    return () => clearInterval(timer)
  }, [moving, reload])
  return (
    <main id="screen">
      <div className="plain">
        <div className="row" style={{ marginBottom: 10 }}>
          <Button look="bare" icon="left" onClick={() => go({ to: '/incidents' })}>
            {words.back}
          </Button>
        </div>
        {wrong !== null && <Empty hint={wrong}>{t.shell.notHere}</Empty>}
        {incident !== null && editing && (
          <IncidentForm
            incident={incident}
            saved={() => {
              setEditing(false)
              void reload()
            }}
            leave={() => setEditing(false)}
          />
        )}
        {incident !== null && !editing && (
          <>
            <Head incident={incident} edit={() => setEditing(true)} reload={reload} />
            <Said incident={incident} />
            {incident.state === 'TELLING' || incident.state === 'TOLD' || incident.state === 'RESOLVED' ? (
              <>
                <Campaigns incident={incident} reload={reload} />
                <Figures incident={incident} />
                <Goods incident={incident} reload={reload} />
              </>
            ) : (
              <Touches incident={incident} />
            )}
          </>
        )}
      </div>
    </main>
  )
}

interface StepsProps {
  incident: Incident
  edit: () => void
  reload: () => Promise<void>
}

/** The sentence that says how it stands, and the one thing to do next. */
function Head({ incident, edit, reload }: StepsProps) {
  const tells = useMay('TELL_CUSTOMERS')
  const approves = useMay('APPROVE_NOTICES')
  const [back, setBack] = useState(false)
  const does = async (work: () => Promise<unknown>, done?: string) => {
    if (await attempt(work, done)) await reload()
  }
  const step = (name: 'submit' | 'approve' | 'tell' | 'resolve', done: string) => void does(() => incidents.step(incident.id, name), done)
  const { state } = incident
  const people = [words.step.writtenBy(incident.author), incident.approvedBy !== null && incident.approvedBy !== undefined && words.step.approvedBy(incident.approvedBy), incident.published !== null && incident.published !== undefined && words.step.onStatus].filter((part) => part !== false)
  return (
    <>
      <header>
        <div>
          <h1>{incident.name}</h1>
          <p>
            <span className="tag">{words.kind[incident.kind]}</span> {words.state[state]} · {people.join(' · ')}
          </p>
        </div>
        <div className="row end">
          {tells && state === 'DRAFT' && <Button onClick={edit}>{words.step.edit}</Button>}
          {tells && state === 'DRAFT' && (
            <Button look="go" onClick={() => step('submit', words.step.submitted)}>
              {words.step.submit}
            </Button>
          )}
          {tells && (state === 'SUBMITTED' || state === 'APPROVED') && <Button onClick={() => setBack(true)}>{words.step.giveBack}</Button>}
          {approves && state === 'SUBMITTED' && !incident.mine && (
            <Button look="go" onClick={() => step('approve', words.step.approved)}>
              {words.step.approve}
            </Button>
          )}
          {tells && state === 'APPROVED' && (
            <Button look="go" onClick={() => step('tell', words.step.telling)}>
              {words.step.tell(incident.figures.people)}
            </Button>
          )}
          {approves && state !== 'DRAFT' && state !== 'SUBMITTED' && (
            <Button onClick={() => void does(() => incidents.publish(incident.id, incident.published === null || incident.published === undefined))}>
              {incident.published === null || incident.published === undefined ? words.step.publish : words.step.unpublish}
            </Button>
          )}
          {tells && state === 'TOLD' && <Button onClick={() => step('resolve', words.step.resolved)}>{words.step.resolve}</Button>}
        </div>
      </header>
      {state === 'SUBMITTED' && incident.mine && <p className="out-note">{words.step.ownWords}</p>}
      {state === 'DRAFT' && incident.returned !== null && incident.returned !== undefined && <p className="out-note">{words.step.returned(incident.returned)}</p>}
      {back && <GiveBack close={() => setBack(false)} give={(why) => does(() => incidents.giveBack(incident.id, why), words.step.gaveBack)} />}
    </>
  )
}

export function GiveBack({ close, give }: { close: () => void; give: (why: string) => Promise<void> }) {
  const [why, setWhy] = useState('')
  return (
    <form
      className="place out-form"
      onSubmit={(event) => {
        event.preventDefault()
        close()
        void give(why)
      }}
    >
      <TextField label={words.step.why} autoFocus maxLength={300} value={why} onChange={(event) => setWhy(event.target.value)} />
      <div className="row">
        <Button onClick={close}>{words.form.leave}</Button>
        <Button className="end" type="submit" disabled={why.trim() === ''}>
          {words.step.giveBack}
        </Button>
      </div>
    </form>
  )
}

/** What it says, language by language, as it is read. */
function Said({ incident }: { incident: Incident }) {
  const zone = companyZone()
  const { latestToTell } = incident
  return (
    <section className="place reading out-said">
      {latestToTell !== null && latestToTell !== undefined && <p className={incident.late ? 'wrong' : 'hint'}>{incident.late ? words.form.late(t.time.full(Date.parse(latestToTell), zone)) : words.form.latest(t.time.full(Date.parse(latestToTell), zone))}</p>}
      {incident.texts.map((text) => (
        <article key={text.language} lang={text.language}>
          <h2>{words.form.words[text.language === 'es' ? 'es' : 'en']}</h2>
          <dl className="out-words">
            <dt>{words.form.happened}</dt>
            <dd>{text.happened}</dd>
            <dt>{words.form.doing}</dt>
            <dd>{text.doing}</dd>
            <dt>{words.form.subject}</dt>
            <dd>{text.subject}</dd>
            <dt>{words.form.mail}</dt>
            <dd>{text.words}</dd>
          </dl>
        </article>
      ))}
      {incident.faults.length > 0 && (
        <>
          <p className="wrong">{words.faultsOf(incident.faults.length)}</p>
          <Faults faults={incident.faults} />
        </>
      )}
      <Sample incident={incident} />
    </section>
  )
}

function Sample({ incident }: { incident: Incident }) {
  const tells = useMay('TELL_CUSTOMERS')
  const [address, setAddress] = useState('')
  if (!tells || incident.texts.length === 0) return null
  const send = (language: string) => void attempt(() => incidents.sample(incident.id, address, language), words.step.sampled(address))
  return (
    <div className="row out-add">
      <TextField label={words.step.sampleTo} type="email" autoComplete="email" value={address} onChange={(event) => setAddress(event.target.value)} />
      {incident.texts.map((text) => (
        <Button key={text.language} disabled={address.trim() === ''} onClick={() => send(text.language)}>
          {words.step.sample} ({text.language})
        </Button>
      ))}
    </div>
  )
}

/** Whom it would reach, before anybody is told. */
function Touches({ incident }: { incident: Incident }) {
  const [reach, setReach] = useState<Reach | null>(null)
  const [file, setFile] = useState<TouchedFile | null>(null)
  const count = () =>
    void attempt(async () => {
      setReach(await incidents.reach(incident.id))
      setFile(await incidents.named(incident.id))
    })
  return (
    <section className="place out-form" aria-label={words.reach.title}>
      <h2>{words.reach.title}</h2>
      <div aria-live="polite">
        {reach !== null && (
          <>
            <p>
              <b>{words.reach.people(reach.people)}</b>
            </p>
            <p className="second">{words.reach.ways(reach.mail, reach.sms, reach.stopped, reach.none)}</p>
            <p className="small second">
              {Object.entries(reach.languages)
                .map(([language, number]) => `${words.reach.languages[language] ?? language}: ${number}`)
                .join(' · ')}
            </p>
          </>
        )}
        {file !== null && file.lines > 0 && <p className="small">{words.named(file.lines, file.found)}</p>}
        {file !== null && file.unknown.length > 0 && (
          <p className="small second">
            {words.unknown}: {file.unknown.join(', ')}
          </p>
        )}
      </div>
      <div className="row">
        <Button onClick={count}>{words.reach.count}</Button>
      </div>
    </section>
  )
}
