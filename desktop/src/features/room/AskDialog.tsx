import { useRef, useState, type FormEvent } from 'react'
import { attempt } from '@/actions'
import { useDesk, useMe } from '@/model/desk'
import { openDialog, type DialogWanted } from '@/model/place'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { SelectField, TextArea } from '@/ui/Field'
import { Icon } from '@/ui/Icon'
import { questions } from '@/wire/desk'
import type { Id } from '@/wire/types'

const MOST_NAMED = 10
const LONGEST = 4_000

/** A question to colleagues about the person whose page is open. */
export function AskDialog({ customer, name, matter }: Extract<DialogWanted, { kind: 'ASK_ROOM' }>) {
  const me = useMe()
  const colleagues = useDesk((state) => state.colleagues)
  const [text, setText] = useState('')
  const [named, setNamed] = useState<readonly Id[]>([])
  const [busy, setBusy] = useState(false)
  const key = useRef(crypto.randomUUID())
  const close = () => openDialog(null)
  const ready = text.trim() !== '' && !busy
  const others = [...colleagues.values()].filter((one) => one.id !== me && !named.includes(one.id)).sort((a, b) => a.firstName.localeCompare(b.firstName))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!ready) return
    setBusy(true)
    const asked = await attempt(() => questions.ask(customer, { key: key.current, text: text.trim(), matter, named: [...named] }), t.room.asked)
    if (asked) close()
    else setBusy(false)
  }
  return (
    <Dialog title={t.room.ask.title(name)} closeLabel={t.shell.close} onClose={close}>
      <form onSubmit={(event) => void submit(event)}>
        <p className="why">{t.room.ask.why}</p>
        <TextArea label={t.room.ask.text} rows={4} maxLength={LONGEST} value={text} autoFocus onChange={(event) => setText(event.target.value)} />
        <SelectField
          label={t.room.ask.named}
          value=""
          disabled={named.length >= MOST_NAMED}
          onChange={(event) => event.target.value !== '' && setNamed([...named, event.target.value])}
        >
          <option value="">{t.room.ask.nobody}</option>
          {others.map((one) => (
            <option key={one.id} value={one.id}>
              {one.firstName} {one.lastName}
            </option>
          ))}
        </SelectField>
        {named.length > 0 && (
          <div className="row">
            {named.map((id) => {
              const who = colleagues.get(id)?.firstName ?? t.person.colleague
              return (
                <Button key={id} aria-label={t.room.ask.remove(who)} onClick={() => setNamed(named.filter((other) => other !== id))}>
                  {who} <Icon name="cross" />
                </Button>
              )
            })}
          </div>
        )}
        <div className="row" style={{ marginTop: 16 }}>
          <Button className="end" onClick={close}>
            {t.shell.cancel}
          </Button>
          <Button type="submit" look="go" disabled={!ready}>
            {t.room.ask.go}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
