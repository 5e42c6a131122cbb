import { useEffect, useState } from 'react'
import { attempt } from '@/actions'
import { admin as words } from '@/text/admin'
import { Button } from '@/ui/Button'
import { SelectField, TextField } from '@/ui/Field'
import { admin } from '@/wire/admin'
import type { DoorSetup, Instant, MailConnection, MailProvider, MailProviders, MailServer } from '@/wire/types'

/** The door at that provider: its addresses and servers as far as they are known, what else was entered stays. */
export function withPreset(door: DoorSetup, provider: MailProvider, mail: MailProviders): DoorSetup {
  const preset = mail.providers.find((one) => one.provider === provider)
  if (preset === undefined) return door
  const { authorizeUrl, tokenUrl, scope, imapHost, relayHost } = preset
  const at = (server: MailServer | null, host: string, port: number, security: MailServer['security']) =>
    server === null || server.signIn !== 'OAUTH2' || host === '' ? server : { ...server, host, port, security, user: server.user === '' ? door.address : server.user }
  return {
    ...door,
    imap: at(door.imap, imapHost, 993, 'TLS'),
    relay: at(door.relay, relayHost, 587, 'STARTTLS'),
    connection: { provider, clientId: door.connection?.clientId ?? '', clientSecret: door.connection?.clientSecret ?? null, authorizeUrl, tokenUrl, scope },
  }
}

interface Props {
  door: DoorSetup
  mail: MailProviders
  wrong: Record<string, string>
  onChange: (door: DoorSetup) => void
}

/** What Rapport is registered as at the door's mail provider. The secret is written, never read back. */
export function Connection({ door, mail, wrong, onChange }: Props) {
  const connection = door.connection
  if (connection === null) return null
  const set = (change: Partial<MailConnection>) => onChange({ ...door, connection: { ...connection, ...change } })
  const { provider } = connection
  return (
    <fieldset style={{ border: 0, padding: 0, margin: '0 0 12px' }}>
      <legend>
        <h2>{words.door.connection}</h2>
      </legend>
      <p className="hint" style={{ marginBottom: 10 }}>{words.door.connectionWhy}</p>
      <div className="field">
        <p className="small">{words.door.redirectUrl}</p>
        <div className="row">
          <p className="code" style={{ flex: 1 }}>
            {mail.redirectUrl}
          </p>
          <Button onClick={() => void attempt(() => navigator.clipboard.writeText(mail.redirectUrl), words.door.copied)}>{words.door.copy}</Button>
        </div>
      </div>
      <div className="two">
        <SelectField label={words.door.provider} value={provider} onChange={(event) => onChange(withPreset(door, event.target.value as MailProvider, mail))}>
          {mail.providers.map((one) => (
            <option key={one.provider} value={one.provider}>
              {words.door.providers[one.provider]}
            </option>
          ))}
        </SelectField>
        <TextField label={words.door.clientId} value={connection.clientId} error={wrong['connection.clientId']} autoComplete="off" onChange={(event) => set({ clientId: event.target.value })} />
        <TextField label={words.door.clientSecret} type="password" autoComplete="new-password" hint={words.door.passwordKept} value={connection.clientSecret ?? ''} onChange={(event) => set({ clientSecret: event.target.value === '' ? null : event.target.value })} />
      </div>
      {provider !== 'GOOGLE' && (
        <>
          <TextField label={words.door.authorizeUrl} value={connection.authorizeUrl} error={wrong['connection.authorizeUrl']} onChange={(event) => set({ authorizeUrl: event.target.value })} />
          <TextField label={words.door.tokenUrl} hint={provider === 'MICROSOFT' ? words.door.tenantWhy : undefined} value={connection.tokenUrl} error={wrong['connection.tokenUrl']} onChange={(event) => set({ tokenUrl: event.target.value })} />
        </>
      )}
      {provider === 'OTHER' && <TextField label={words.door.scope} value={connection.scope} error={wrong['connection.scope']} onChange={(event) => set({ scope: event.target.value })} />}
      <Since door={door} />
    </fieldset>
  )
}

function Since({ door }: { door: DoorSetup }) {
  const [since, setSince] = useState<Instant | null>(null)
  const id = door.id
  useEffect(() => {
    if (id !== null) void attempt(async () => setSince((await admin.connectedSince(id)).since))
  }, [id])
  return <p className="small second">{since === null ? words.door.notConnected : words.door.connectedSince(new Date(since).toLocaleString(document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang, { dateStyle: 'long', timeStyle: 'short' }))}</p>
}
