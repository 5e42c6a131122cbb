import { useState } from 'react'
import { attempt, useLoaded } from '@/actions'
import { companyZone, serverNow } from '@/model/clock'
import { t } from '@/text'
import { admin as words } from '@/text/admin'
import { webhooks as text } from '@/text/webhooks'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { CheckField, TextArea, TextField } from '@/ui/Field'
import { webhooks } from '@/wire/webhooks'
import type { Webhook, Webhooks as All } from '@/wire/types'
import { Editing } from './Editing'
import { WebhookLog } from './WebhookLog'

const FRESH: Webhook = { id: '', address: '', types: [], enabled: true, created: '', failingSince: null, givenUp: null }

function standing(hook: Webhook): string {
  const since = (at: string) => t.time.moment(Date.parse(at), serverNow(), companyZone())
  if (hook.givenUp !== null) return text.givenUp(since(hook.givenUp))
  if (!hook.enabled) return text.off
  return hook.failingSince === null ? text.well : text.failing(since(hook.failingSince))
}

/** Other systems that hear what happens. */
export function Webhooks() {
  const { value: all, wrong, reload } = useLoaded(webhooks.all)
  const [editing, setEditing] = useState<Webhook | null>(null)
  const [log, setLog] = useState<Webhook | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  if (log !== null) return <WebhookLog hook={log} done={() => setLog(null)} />
  if (editing !== null && all !== null) {
    const done = (made: string | null) => {
      setEditing(null)
      setSecret(made)
    }
    return <WebhookForm hook={editing} types={all.types} done={done} reload={reload} />
  }
  return (
    <>
      <div className="row" style={{ marginBottom: 10, alignItems: 'flex-start' }}>
        <p className="second">{text.opening}</p>
        <Button className="end" icon="plus" style={{ flex: 'none' }} onClick={() => setEditing(FRESH)}>
          {text.add}
        </Button>
      </div>
      {secret !== null && (
        <div style={{ marginBottom: 14 }} role="status">
          <p className="small">{text.secret}</p>
          <p className="code">{secret}</p>
        </div>
      )}
      {wrong !== null && <p className="wrong">{wrong}</p>}
      {all?.webhooks.length === 0 && <Empty hint={text.noneHint}>{text.none}</Empty>}
      {all !== null && all.webhooks.length > 0 && (
        <ul className="place">
          {all.webhooks.map((hook) => (
            <li key={hook.id} className="adm-row">
              <div>
                <p>
                  <b>{hook.address}</b> <span className="quiet">{hook.types.length === 0 ? text.all : text.some(hook.types.length)}</span>
                </p>
                <p className={`small ${hook.givenUp !== null || hook.failingSince !== null ? 'late' : 'second'}`}>{standing(hook)}</p>
              </div>
              <Button className="end" aria-label={text.logOf(hook.address)} onClick={() => setLog(hook)}>
                {text.log}
              </Button>
              <Button aria-label={text.edit(hook.address)} onClick={() => setEditing(hook)}>
                {words.edit}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

interface FormProps {
  hook: Webhook
  types: All['types']
  /** Told the secret that was made, if one was. */
  done: (secret: string | null) => void
  reload: () => Promise<void>
}

function WebhookForm({ hook, types, done, reload }: FormProps) {
  const fresh = hook.id === ''
  const [address, setAddress] = useState(hook.address)
  const [chosen, setChosen] = useState(hook.types.join('\n'))
  const [enabled, setEnabled] = useState(hook.enabled)
  const save = async () => {
    const wanted = { address, types: chosen.split('\n').map((line) => line.trim()).filter((line) => line !== ''), enabled }
    const secret = fresh ? (await webhooks.add(wanted)).secret : null
    if (!fresh) await webhooks.change(hook.id, wanted)
    await reload()
    done(secret)
  }
  const renew = () =>
    attempt(async () => {
      done((await webhooks.renew(hook.id)).secret)
    })
  const remove = () =>
    attempt(async () => {
      await webhooks.remove(hook.id)
      await reload()
      done(null)
    }, text.removed)
  return (
    <>
      <Editing needs="CHANGE_WEBHOOKS" save={save} cancel={() => done(null)}>
        {(wrong) => (
          <>
            <TextField label={text.address} hint={text.addressHint} type="url" value={address} error={wrong.address} maxLength={500} autoFocus onChange={(event) => setAddress(event.target.value)} />
            <TextArea label={text.types} hint={text.typesHint} error={wrong.types} rows={4} value={chosen} onChange={(event) => setChosen(event.target.value)} />
            <details className="small second" style={{ marginBottom: 12 }}>
              <summary>{text.known}</summary>
              <p style={{ marginTop: 6 }}>{types.join(', ')}</p>
            </details>
            {!fresh && <CheckField label={text.enabled} checked={enabled} onChange={(event) => setEnabled(event.target.checked)} />}
          </>
        )}
      </Editing>
      {!fresh && (
        <div className="row" style={{ marginTop: 12 }}>
          <Button onClick={() => void renew()}>{text.renew}</Button>
          <span className="small second">{text.renewHint}</span>
          <Button className="end" onClick={() => void remove()}>
            {text.remove}
          </Button>
        </div>
      )}
    </>
  )
}
