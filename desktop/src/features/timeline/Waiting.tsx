import { useState } from 'react'
import { attempt, callBack } from '@/actions'
import { companyZone, serverNow, useNow } from '@/model/clock'
import { readDeadline } from '@/model/deadlines'
import { useMay } from '@/model/desk'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { TextArea, TextField } from '@/ui/Field'
import { interactions } from '@/wire/desk'
import type { TimelineEntry } from '@/wire/types'

type Sent = Extract<TimelineEntry, { kind: 'OUTBOUND' }>

/** A reply that waits for its moment, or was held because they wrote first: whoever sees it may settle it. */
export function Waiting({ entry }: { entry: Sent }) {
  const [editing, setEditing] = useState(false)
  const may = useMay('ANSWER')
  const now = useNow()
  const held = entry.delivery.state === 'HELD'
  const at = entry.delivery.sendAt === null ? '' : t.time.choice(Date.parse(entry.delivery.sendAt), now, companyZone())
  if (editing) return <Change entry={entry} done={() => setEditing(false)} />
  return (
    <div className={`waiting ${held ? 'held' : ''}`} data-waiting={entry.delivery.state}>
      <span>{held ? t.person.held(at) : t.person.waits(at)}</span>
      {may && (
        <>
          <Button onClick={() => setEditing(true)}>{t.person.changeIt}</Button>
          <Button onClick={() => void attempt(() => interactions.sendNow(entry.interaction), t.person.leavesNow)}>{t.person.sendNow}</Button>
          <Button look="bare" onClick={() => void callBack(entry)}>
            {t.person.callBack}
          </Button>
        </>
      )}
    </div>
  )
}

function Change({ entry, done }: { entry: Sent; done: () => void }) {
  const zone = companyZone()
  const { sendAt } = entry.delivery
  const future = sendAt !== null && Date.parse(sendAt) > serverNow()
  const [text, setText] = useState(entry.text)
  const [typed, setTyped] = useState('')
  const millis = typed === '' && future ? Date.parse(sendAt) : readDeadline(typed, serverNow(), zone)
  const save = async () => {
    if (millis === null) return
    if (await attempt(() => interactions.postpone(entry.interaction, text, new Date(millis).toISOString()))) done()
  }
  return (
    <div className="waiting change">
      <TextArea label={t.person.changeText} rows={5} value={text} onChange={(event) => setText(event.target.value)} />
      <TextField
        label={t.compose.moment}
        placeholder={future ? t.time.choice(Date.parse(sendAt), serverNow(), zone) : t.compose.whenExample}
        value={typed}
        error={millis === null && typed !== '' ? t.compose.whenUnread : undefined}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className="row">
        <Button className="end" onClick={done}>
          {t.shell.cancel}
        </Button>
        <Button look="go" disabled={millis === null || text.trim() === ''} onClick={() => void save()}>
          {t.person.keepChange}
        </Button>
      </div>
    </div>
  )
}
