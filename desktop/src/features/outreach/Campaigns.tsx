import { useState, type FormEvent } from 'react'
import { attempt } from '@/actions'
import { useMay } from '@/model/desk'
import { LANGUAGES, type Spoken } from '@/model/incidents'
import { incidents as words } from '@/text/incidents'
import { Button } from '@/ui/Button'
import { TextField } from '@/ui/Field'
import { campaigns } from '@/wire/incidents'
import type { Campaign, Incident } from '@/wire/types'
import { Checked } from './Checked'
import { GiveBack } from './IncidentPage'

interface CampaignsProps {
  incident: Incident
  reload: () => Promise<void>
}

/** What they are told: the first notice, then what is new. */
export function Campaigns({ incident, reload }: CampaignsProps) {
  const tells = useMay('TELL_CUSTOMERS')
  const [writing, setWriting] = useState<Campaign | 'NEW' | null>(null)
  return (
    <section aria-label={words.progress.title}>
      <h2>{words.progress.title}</h2>
      <ul className="place">
        {incident.campaigns.map((one) => (
          <Row key={one.id} one={one} edit={() => setWriting(one)} reload={reload} />
        ))}
      </ul>
      {writing !== null && (
        <UpdateForm
          incident={incident}
          update={writing === 'NEW' ? null : writing}
          done={() => {
            setWriting(null)
            void reload()
          }}
        />
      )}
      {tells && writing === null && incident.state !== 'RESOLVED' && (
        <div className="row" style={{ margin: '10px 0 0' }}>
          <Button icon="plus" onClick={() => setWriting('NEW')}>
            {words.progress.write}
          </Button>
        </div>
      )}
    </section>
  )
}

const SHOWN = ['WAITING', 'DEFERRED', 'FAILED', 'UNSURE', 'SUPPRESSED', 'UNREACHABLE', 'TO_CALL', 'STOPPED'] as const
const COUNT = { WAITING: 'waiting', DEFERRED: 'later', FAILED: 'failed', UNSURE: 'unsure', SUPPRESSED: 'suppressed', UNREACHABLE: 'unreachable', TO_CALL: 'toCall', STOPPED: 'stopped' } as const

function Row({ one, edit, reload }: { one: Campaign; edit: () => void; reload: () => Promise<void> }) {
  const tells = useMay('TELL_CUSTOMERS')
  const approves = useMay('APPROVE_NOTICES')
  const [back, setBack] = useState(false)
  const { progress } = one
  const name = one.update ? one.name : words.progress.first
  const does = async (work: () => Promise<unknown>) => {
    if (await attempt(work)) await reload()
  }
  const step = (what: 'submit' | 'approve' | 'tell' | 'pause' | 'resume' | 'stop') => void does(() => campaigns.step(one.id, what))
  const parts = SHOWN.filter((state) => progress[COUNT[state]] > 0).map((state) => `${progress[COUNT[state]].toLocaleString()} ${words.progress.counts[state]}`)
  const running = one.state === 'RUNNING'
  return (
    <li className="adm-row out-campaign" data-campaign={one.id}>
      <div style={{ minWidth: 0 }}>
        <p>
          <b>{name}</b> <span className="quiet">{words.progress.state[one.state]}</span>
        </p>
        {progress.total > 0 && (
          <>
            <progress value={progress.total - progress.waiting - progress.sending} max={Math.max(1, progress.total)} aria-label={name} />
            <p className="small second" aria-live="polite">
              {words.progress.of(progress.sent, progress.total)}
              {running && progress.rate > 0 && ` · ${words.progress.rate(progress.rate)}`}
              {running && progress.secondsLeft !== null && progress.secondsLeft !== undefined && ` · ${words.progress.left(progress.secondsLeft)}`}
            </p>
            {parts.length > 0 && <p className="small second">{parts.join(' · ')}</p>}
          </>
        )}
        {one.why !== null && one.why !== undefined && <p className="wrong">{words.progress.why(one.why)}</p>}
        {one.update && one.state === 'SUBMITTED' && one.mine && <p className="hint">{words.step.ownWords}</p>}
        {one.update && one.returned !== null && one.returned !== undefined && <p className="hint">{words.step.returned(one.returned)}</p>}
        {back && <GiveBack close={() => setBack(false)} give={(why) => does(() => campaigns.giveBack(one.id, why))} />}
      </div>
      <div className="row end">
        {tells && running && <Button icon="pause" onClick={() => step('pause')}>{words.progress.pause}</Button>}
        {tells && one.state === 'PAUSED' && <Button icon="play" onClick={() => step('resume')}>{words.progress.resume}</Button>}
        {tells && (running || one.state === 'PAUSED') && (
          <Button look="bare" onClick={() => step('stop')}>
            {words.progress.stop}
          </Button>
        )}
        {tells && one.update && one.state === 'DRAFT' && <Button onClick={edit}>{words.step.edit}</Button>}
        {tells && one.update && one.state === 'DRAFT' && <Button onClick={() => step('submit')}>{words.progress.submit}</Button>}
        {tells && one.update && (one.state === 'SUBMITTED' || one.state === 'APPROVED') && <Button onClick={() => setBack(true)}>{words.step.giveBack}</Button>}
        {approves && one.update && one.state === 'SUBMITTED' && !one.mine && <Button onClick={() => step('approve')}>{words.progress.approve}</Button>}
        {tells && one.update && one.state === 'APPROVED' && (
          <Button look="go" onClick={() => step('tell')}>
            {words.progress.tell}
          </Button>
        )}
      </div>
    </li>
  )
}

const EMPTY = { subject: '', words: '' }

function UpdateForm({ incident, update, done }: { incident: Incident; update: Campaign | null; done: () => void }) {
  const [name, setName] = useState(update?.name ?? '')
  const [texts, setTexts] = useState(() =>
    LANGUAGES.filter((language) => incident.texts.some((text) => text.language === language)).map((language) => ({ language, ...EMPTY, ...update?.texts.find((text) => text.language === language) })),
  )
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const given = texts.map(({ language, subject, words: said }) => ({ language, subject, words: said, happened: null, doing: null }))
    if (await attempt(() => (update === null ? campaigns.update(incident.id, name, given) : campaigns.change(update.id, name, given)))) done()
  }
  const set = (language: string, change: Partial<typeof EMPTY>) => setTexts(texts.map((text) => (text.language === language ? { ...text, ...change } : text)))
  return (
    <form className="place out-form" onSubmit={(event) => void save(event)}>
      <h3>{words.progress.updateTitle}</h3>
      <p className="hint">{words.progress.updateHint}</p>
      <TextField label={words.progress.updateName} autoFocus maxLength={120} required value={name} onChange={(event) => setName(event.target.value)} />
      {texts.map((text) => (
        <fieldset key={text.language} className="out-set">
          <legend>{words.form.words[text.language as Spoken]}</legend>
          <Checked language={text.language} update label={words.form.subject} most={150} value={text.subject} onText={(subject) => set(text.language, { subject })} />
          <Checked language={text.language} update label={words.form.mail} rows={5} most={5_000} value={text.words} onText={(said) => set(text.language, { words: said })} />
        </fieldset>
      ))}
      <div className="row">
        <Button onClick={done}>{words.form.leave}</Button>
        <Button className="end" look="go" type="submit">
          {words.form.save}
        </Button>
      </div>
    </form>
  )
}
