import { useState } from 'react'
import { movein as words } from '@/text/movein'
import { Button } from '@/ui/Button'
import { SelectField, TextArea, TextField } from '@/ui/Field'
import { Refusal, sentenceOf } from '@/wire/http'
import { moveIns } from '@/wire/movein'
import type { MoveInMailbox } from '@/wire/types'

const FRESH: MoveInMailbox = { host: '', port: 993, security: 'TLS', user: '', password: '', folders: [] }
const SECURITIES: MoveInMailbox['security'][] = ['TLS', 'STARTTLS', 'NONE']

/** How an old mailbox is reached. */
export function OldMailbox({ given }: { given: () => void }) {
  const [mailbox, setMailbox] = useState(FRESH)
  const [folders, setFolders] = useState('')
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const [refused, setRefused] = useState<string | null>(null)
  const set = (change: Partial<MoveInMailbox>) => setMailbox({ ...mailbox, ...change })
  const open = async () => {
    setWrong({})
    setRefused(null)
    try {
      const named = folders.split('\n').map((one) => one.trim()).filter((one) => one !== '')
      await moveIns.mailbox({ ...mailbox, folders: named })
      setMailbox(FRESH)
      setFolders('')
      given()
    } catch (error) {
      const fields = error instanceof Refusal ? (error.problem.fields ?? {}) : {}
      setWrong(fields)
      setRefused(Object.keys(fields).length === 0 ? sentenceOf(error) : null)
    }
  }
  return (
    <form
      style={{ margin: '10px 0 14px' }}
      onSubmit={(event) => {
        event.preventDefault()
        void open()
      }}
    >
      <div className="two">
        <TextField label={words.host} value={mailbox.host} maxLength={200} error={wrong.host} onChange={(event) => set({ host: event.target.value })} />
        <TextField label={words.port} type="number" value={mailbox.port} error={wrong.port} onChange={(event) => set({ port: Number(event.target.value) })} />
        <SelectField label={words.security} value={mailbox.security} error={wrong.security} onChange={(event) => set({ security: event.target.value as MoveInMailbox['security'] })}>
          {SECURITIES.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </SelectField>
        <TextField label={words.user} value={mailbox.user} maxLength={200} autoComplete="off" error={wrong.user} onChange={(event) => set({ user: event.target.value })} />
        <TextField label={words.password} type="password" value={mailbox.password} autoComplete="new-password" error={wrong.password} onChange={(event) => set({ password: event.target.value })} />
        <TextArea label={words.folders} hint={words.foldersHint} value={folders} error={wrong.folders} onChange={(event) => setFolders(event.target.value)} />
      </div>
      {refused !== null && <p className="wrong">{refused}</p>}
      <Button look="go" type="submit">
        {words.open}
      </Button>
    </form>
  )
}
