import { admin as words } from '@/text/admin'
import { SelectField, TextField } from '@/ui/Field'
import type { MailServer } from '@/wire/types'

export const FRESH_SERVER: MailServer = {
  host: '',
  port: 587,
  security: 'STARTTLS',
  signIn: 'PASSWORD',
  user: '',
  password: null,
}

interface Props {
  title: string
  why?: string
  side: 'imap' | 'relay'
  server: MailServer
  wrong: Record<string, string>
  onChange: (server: MailServer) => void
}

/** A mail server and how to sign in to it. Secrets are written, never read back. */
export function Server({ title, why, side, server, wrong, onChange }: Props) {
  const set = (change: Partial<MailServer>) => onChange({ ...server, ...change })
  return (
    <fieldset style={{ border: 0, padding: 0, margin: '0 0 12px' }}>
      <legend>
        <h2>{title}</h2>
      </legend>
      {why !== undefined && <p className="hint">{why}</p>}
      <div className="two">
        <TextField label={words.door.host} value={server.host} error={wrong[`${side}.host`]} onChange={(event) => set({ host: event.target.value })} />
        <TextField label={words.door.port} type="number" value={server.port} error={wrong[`${side}.port`]} onChange={(event) => set({ port: Number(event.target.value) })} />
        <SelectField label={words.door.security} value={server.security} onChange={(event) => set({ security: event.target.value as MailServer['security'] })}>
          {['TLS', 'STARTTLS', 'NONE'].map((one) => (
            <option key={one}>{one}</option>
          ))}
        </SelectField>
        <SelectField
          label={words.door.signIn}
          value={server.signIn}
          onChange={(event) => {
            set({ signIn: event.target.value as MailServer['signIn'] })
          }}
        >
          {(Object.keys(words.door.signIns) as MailServer['signIn'][]).map((one) => (
            <option key={one} value={one}>
              {words.door.signIns[one]}
            </option>
          ))}
        </SelectField>
        {server.signIn !== 'NONE' && <TextField label={words.door.user} value={server.user} error={wrong[`${side}.user`]} autoComplete="off" onChange={(event) => set({ user: event.target.value })} />}
        {server.signIn === 'PASSWORD' && (
          <TextField label={words.door.password} type="password" autoComplete="new-password" hint={words.door.passwordKept} value={server.password ?? ''} onChange={(event) => set({ password: event.target.value === '' ? null : event.target.value })} />
        )}
      </div>
    </fieldset>
  )
}
