import { admin as words } from '@/text/en/admin'
import { SelectField, TextField } from '@/ui/Field'
import { admin } from '@/wire/admin'
import type { Id, MailServer } from '@/wire/types'

export const FRESH_SERVER: MailServer = {
  host: '',
  port: 587,
  security: 'STARTTLS',
  signIn: 'PASSWORD',
  user: '',
  password: null,
  oauth: null,
}

const ADDRESSES = {
  MICROSOFT: {
    authorizeUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize',
    tokenUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
  },
  GOOGLE: { authorizeUrl: 'https://accounts.google.com/o/oauth2/v2/auth', tokenUrl: 'https://oauth2.googleapis.com/token' },
  OTHER: { authorizeUrl: '', tokenUrl: '' },
} as const

type Provider = keyof typeof ADDRESSES

interface Props {
  title: string
  why?: string
  door: Id | null
  side: 'imap' | 'relay'
  server: MailServer
  wrong: Record<string, string>
  onChange: (server: MailServer) => void
}

/** A mail server and how to sign in to it. Secrets are written, never read back. */
export function Server({ title, why, door, side, server, wrong, onChange }: Props) {
  const set = (change: Partial<MailServer>) => onChange({ ...server, ...change })
  const oauth = server.oauth
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
            const signIn = event.target.value as MailServer['signIn']
            const fresh = { provider: 'MICROSOFT' as const, clientId: '', clientSecret: null, ...ADDRESSES.MICROSOFT, connected: false }
            set({ signIn, oauth: signIn === 'OAUTH2' ? (oauth ?? fresh) : null })
          }}
        >
          {(Object.keys(words.door.signIns) as MailServer['signIn'][]).map((one) => (
            <option key={one} value={one}>
              {words.door.signIns[one]}
            </option>
          ))}
        </SelectField>
        {server.signIn !== 'NONE' && <TextField label={words.door.user} value={server.user} autoComplete="off" onChange={(event) => set({ user: event.target.value })} />}
        {server.signIn === 'PASSWORD' && (
          <TextField label={words.door.password} type="password" autoComplete="new-password" hint={words.door.passwordKept} value={server.password ?? ''} onChange={(event) => set({ password: event.target.value === '' ? null : event.target.value })} />
        )}
      </div>
      {server.signIn === 'OAUTH2' && oauth !== null && (
        <div className="two">
          <SelectField
            label={words.door.provider}
            value={oauth.provider}
            onChange={(event) => {
              const provider = event.target.value as Provider
              set({ oauth: { ...oauth, provider, ...ADDRESSES[provider] } })
            }}
          >
            {(Object.keys(ADDRESSES) as Provider[]).map((one) => (
              <option key={one} value={one}>
                {words.door.providers[one]}
              </option>
            ))}
          </SelectField>
          <TextField label={words.door.clientId} value={oauth.clientId} onChange={(event) => set({ oauth: { ...oauth, clientId: event.target.value } })} />
          <TextField label={words.door.clientSecret} type="password" autoComplete="new-password" hint={words.door.passwordKept} value={oauth.clientSecret ?? ''} onChange={(event) => set({ oauth: { ...oauth, clientSecret: event.target.value === '' ? null : event.target.value } })} />
          <TextField label={words.door.authorizeUrl} value={oauth.authorizeUrl} onChange={(event) => set({ oauth: { ...oauth, authorizeUrl: event.target.value } })} />
          <TextField label={words.door.tokenUrl} value={oauth.tokenUrl} onChange={(event) => set({ oauth: { ...oauth, tokenUrl: event.target.value } })} />
          <p className="small">
            {oauth.connected ? words.door.connected : words.door.notConnected}{' '}
            {door !== null && (
              <a className="b" href={admin.consentAddress(door, side)}>
                {words.door.connect}
              </a>
            )}
          </p>
        </div>
      )}
    </fieldset>
  )
}
