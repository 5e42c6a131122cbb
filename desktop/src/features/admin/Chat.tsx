import { useEffect, useState } from 'react'
import { attempt } from '@/actions'
import { admin as words } from '@/text/admin'
import { Button } from '@/ui/Button'
import { CheckField, SelectField, TextArea } from '@/ui/Field'
import { showToast } from '@/ui/toasts'
import { admin } from '@/wire/admin'
import { sentenceOf } from '@/wire/http'
import type { ChatDoor, Id } from '@/wire/types'
import { Snippet } from './Embed'

/** How a company puts the chat on its own site, which sites may, and how they say who is signed in there. */
export function Chat({ door, address }: { door: Id | null; address: string }) {
  return (
    <div style={{ marginBottom: 14 }}>
      <Snippet title={words.door.chat.embed} text={line(address)} />
      {door !== null && <Sites door={door} />}
    </div>
  )
}

function line(address: string): string {
  return `<a href="${location.origin}/form/${address}" data-rapport="${address}">Write to us</a><script src="${location.origin}/chat/widget.js" async></script>`
}

function Sites({ door }: { door: Id }) {
  const [known, setKnown] = useState<ChatDoor | null>(null)
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<string | undefined>(undefined)
  const [atOnce, setAtOnce] = useState(0)
  const [secret, setSecret] = useState<string | null>(null)
  useEffect(() => {
    void attempt(async () => {
      const setup = await admin.chatDoor(door)
      setAtOnce((await admin.chatsAtOnce()).atOnce)
      setKnown(setup)
      setTyped(setup.origins.join('\n'))
    })
  }, [door])
  if (known === null) return null
  const keep = async () => {
    try {
      const origins = typed.split('\n').map((site) => site.trim())
      const setup = await admin.saveChatDoor(door, { ...known, origins: origins.filter((site) => site !== '') })
      setTyped(setup.origins.join('\n'))
      setWrong(undefined)
      showToast(words.door.chat.kept)
    } catch (error) {
      setWrong(sentenceOf(error))
    }
  }
  const takeCalls = (calls: boolean) => void attempt(async () => setKnown(await admin.saveChatDoor(door, { ...known, calls })), words.saved)
  const limit = (number: number) => void attempt(async () => setAtOnce((await admin.saveChatsAtOnce(number)).atOnce), words.saved)
  const renew = () =>
    void attempt(async () => {
      setSecret((await admin.renewChatSecret(door)).secret)
      setKnown({ ...known, signs: true })
    })
  return (
    <>
      <TextArea label={words.door.chat.origins} hint={words.door.chat.originsWhy} error={wrong} value={typed} onChange={(event) => setTyped(event.target.value)} />
      <div className="row" style={{ marginBottom: 14 }}>
        <Button className="end" onClick={() => void keep()}>
          {words.door.chat.keep}
        </Button>
      </div>
      <CheckField label={words.door.chat.calls} hint={words.door.chat.callsWhy} checked={known.calls === true} onChange={(event) => takeCalls(event.target.checked)} />
      <SelectField label={words.door.chat.atOnce} hint={words.door.chat.atOnceWhy} value={atOnce} onChange={(event) => limit(Number(event.target.value))}>
        {[1, 2, 3, 4, 5, 6, 8, 10].map((number) => (
          <option key={number} value={number}>
            {number}
          </option>
        ))}
      </SelectField>
      <h2>{words.door.chat.identity}</h2>
      <p className="hint" style={{ marginBottom: 10 }}>
        {words.door.chat.identityWhy} {known.signs && words.door.chat.renewWhy}
      </p>
      {secret !== null && <Snippet title={words.door.chat.once} text={secret} />}
      <Button onClick={renew}>{known.signs ? words.door.chat.renew : words.door.chat.secret}</Button>
    </>
  )
}
