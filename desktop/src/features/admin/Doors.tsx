import { useState } from 'react'
import { attempt } from '@/actions'
import { useMay } from '@/model/desk'
import { admin as words } from '@/text/admin'
import { Button } from '@/ui/Button'
import { CheckField, SelectField, TextField } from '@/ui/Field'
import { admin } from '@/wire/admin'
import type { DoorSetup, Id, MailServer } from '@/wire/types'
import type { Everything, Outcome } from './Admin'
import { Connection, withPreset } from './Connection'
import { Chat } from './Chat'
import { Editing } from './Editing'
import { Embed } from './Embed'
import { KnockLine, KnockSchedule } from './Knocks'
import { FRESH_SERVER, Server } from './Server'
import { CallingRules } from './CallingRules'
import { RecordingRules } from './RecordingRules'
import { Trunks } from './Trunks'

const FRESH: DoorSetup = {
  id: null,
  channel: 'MAIL',
  name: '',
  address: '',
  team: null,
  enabled: true,
  intake: 'SMTP',
  imap: null,
  relay: null,
  connection: null,
  authservId: null,
  health: null,
}

/** Leaves for the provider's page; the provider sends the browser back here. */
function connect(door: Id): void {
  void attempt(async () => location.assign((await admin.connect(door)).consentUrl))
}

interface Props {
  all: Everything
  reload: () => Promise<void>
  outcome: Outcome | null
}

/** At which the mystery customer knocks. */
const KNOCKED = new Set<DoorSetup['channel']>(['MAIL', 'FORM', 'PHONE'])

export function Doors({ all, reload, outcome }: Props) {
  const [editing, setEditing] = useState<DoorSetup | null>(null)
  const may = useMay('CHANGE_DOORS')
  if (editing !== null) return <DoorForm door={editing} all={all} done={() => setEditing(null)} reload={reload} />
  return (
    <>
      {outcome !== null && (
        <p role="status" className={outcome === 'connected' ? 'kept' : 'late'} style={{ marginBottom: 14 }}>
          {words.door.outcomes[outcome]}
        </p>
      )}
      <div className="row" style={{ marginBottom: 10 }}>
        {may && (
          <Button className="end" icon="plus" onClick={() => setEditing(FRESH)}>
            {words.add.door}
          </Button>
        )}
      </div>
      <ul className="place">
        {all.doors.map((door) => (
          <li key={door.id} className="adm-row">
            <div>
              <p>
                <b>{door.name}</b> <span className="quiet">{door.channel === 'MAIL' || door.channel === 'PHONE' ? door.address : `/form/${door.address}`}</span>
              </p>
              <p className={`small ${door.health?.ok === false ? 'late' : 'second'}`}>
                {words.door.channels[door.channel]} · {door.health === null ? (door.connection === null ? words.door.unknown : words.door.notConnectedYet) : door.health.ok ? words.door.well : door.health.text}
              </p>
              {all.knocks
                .filter((knocks) => knocks.door === door.id)
                .map((knocks) => (
                  <KnockLine key={knocks.door} knocks={knocks} />
                ))}
            </div>
            <div className="row end">
              {may && door.connection !== null && (
                <Button look={door.health?.ok === true ? 'plain' : 'go'} aria-label={`${words.door.connect} ${door.name}`} onClick={() => door.id !== null && connect(door.id)}>
                  {words.door.connect}
                </Button>
              )}
              {may && KNOCKED.has(door.channel) && <Button disabled={!door.enabled} onClick={() => door.id !== null && void attempt(() => admin.testDoor(door.id ?? ''), words.door.tested).then(reload)}>{door.channel === 'PHONE' ? words.door.testCall : words.door.test}</Button>}
              <Button onClick={() => setEditing(door)}>{may ? words.edit : words.look}</Button>
            </div>
          </li>
        ))}
      </ul>
      <Trunks />
      <RecordingRules />
      <CallingRules />
    </>
  )
}

interface FormProps {
  door: DoorSetup
  all: Everything
  done: () => void
  reload: () => Promise<void>
}

function DoorForm({ door, all, done, reload }: FormProps) {
  const [value, setValue] = useState(door)
  const before = all.knocks.find((knocks) => knocks.door === door.id)?.everyHours ?? 0
  const [hours, setHours] = useState(before)
  const set = (change: Partial<DoorSetup>) => setValue({ ...value, ...change })
  const save = async () => {
    const relay = value.relay !== null && value.relay.host.trim() === '' ? null : value.relay
    const saved = await admin.saveDoor({ ...value, relay, imap: value.intake === 'IMAP' ? value.imap : null })
    if (saved.id !== null && hours !== before) await admin.scheduleKnocks(saved.id, hours)
    await reload()
    done()
  }
  const mail = value.channel === 'MAIL'
  const phone = value.channel === 'PHONE'
  const relay = value.relay ?? FRESH_SERVER
  const consents = (server: MailServer | null) => server?.signIn === 'OAUTH2'
  /** Choosing OAuth2 brings the provider's form, and what is known of its servers. */
  const setServers = (change: Pick<Partial<DoorSetup>, 'imap' | 'relay'>) => {
    const next = { ...value, ...change }
    const fresh = next.connection === null && (consents(next.imap) || consents(next.relay))
    setValue(fresh ? withPreset(next, 'MICROSOFT', all.mail) : next)
  }
  return (
    <Editing needs="CHANGE_DOORS" save={save} cancel={done}>
      {(wrong) => (
        <>
          <div className="two">
            <TextField label={words.door.name} value={value.name} error={wrong.name} onChange={(event) => set({ name: event.target.value })} />
            <SelectField label={words.door.channel} value={value.channel} disabled={value.id !== null} onChange={(event) => set({ channel: event.target.value as DoorSetup['channel'], intake: event.target.value === 'MAIL' ? 'SMTP' : null })}>
              <option value="MAIL">{words.door.channels.MAIL}</option>
              <option value="FORM">{words.door.channels.FORM}</option>
              <option value="CHAT">{words.door.channels.CHAT}</option>
              <option value="PHONE">{words.door.channels.PHONE}</option>
            </SelectField>
            <TextField label={mail ? words.door.address : phone ? words.door.number : words.door.key} hint={phone ? words.door.numberWhy : undefined} value={value.address} error={wrong.address} onChange={(event) => set({ address: event.target.value })} />
            <SelectField label={words.door.team} value={value.team ?? ''} onChange={(event) => set({ team: event.target.value === '' ? null : event.target.value })}>
              <option value="">{words.door.anyTeam}</option>
              {all.teams.map((team) => (
                <option key={team.id} value={team.id ?? ''}>
                  {team.name}
                </option>
              ))}
            </SelectField>
          </div>
          <CheckField label={words.door.enabled} checked={value.enabled} onChange={(event) => set({ enabled: event.target.checked })} />
          {KNOCKED.has(value.channel) && <KnockSchedule hours={hours} setHours={setHours} />}
          {mail ? (
            <>
              <SelectField
                label={words.door.intake}
                value={value.intake ?? 'SMTP'}
                onChange={(event) => {
                  const intake = event.target.value as 'SMTP' | 'IMAP'
                  set({ intake, imap: intake === 'IMAP' ? (value.imap ?? { ...FRESH_SERVER, port: 993, security: 'TLS' }) : value.imap })
                }}
              >
                <option value="SMTP">{words.door.intakes.SMTP}</option>
                <option value="IMAP">{words.door.intakes.IMAP}</option>
              </SelectField>
              {value.intake === 'IMAP' && value.imap !== null && (
                <>
                  <Server title={words.door.imap} side="imap" server={value.imap} wrong={wrong} onChange={(imap) => setServers({ imap })} />
                  <TextField label={words.door.authservId} hint={words.door.authservIdWhy} value={value.authservId ?? ''} error={wrong.authservId} onChange={(event) => set({ authservId: event.target.value === '' ? null : event.target.value })} />
                </>
              )}
              <Server title={words.door.relay} why={words.door.relayWhy} side="relay" server={relay} wrong={wrong} onChange={(changed) => setServers({ relay: changed })} />
              {((value.intake === 'IMAP' && consents(value.imap)) || consents(relay)) && <Connection door={value} mail={all.mail} wrong={wrong} onChange={setValue} />}
            </>
          ) : (
            value.address !== '' && !phone && (value.channel === 'CHAT' ? <Chat door={value.id} address={value.address} /> : <Embed door={value.address} />)
          )}
        </>
      )}
    </Editing>
  )
}
