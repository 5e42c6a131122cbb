import { useState, type FormEvent } from 'react'
import { attempt } from '@/actions'
import { companyZone, serverNow } from '@/model/clock'
import { t } from '@/text'
import { signIn as words } from '@/text/signin'
import { Button } from '@/ui/Button'
import { TextField } from '@/ui/Field'
import { showToast } from '@/ui/toasts'
import { fieldsOf, sentenceOf } from '@/wire/http'
import { NoPasskey, passkeys, passkeysPossible } from '@/wire/passkeys'
import type { MySignIn, Passkey } from '@/wire/types'

/** My passkeys on the screen "How I sign in". */
export function Passkeys({ mine, reload }: { mine: MySignIn; reload: () => Promise<void> }) {
  const [adding, setAdding] = useState(false)
  const possible = passkeysPossible()
  const remove = async (passkey: Passkey) => {
    await attempt(() => passkeys.remove(passkey.id), words.keys.removed)
    await reload()
  }
  const when = (text: string) => t.time.moment(Date.parse(text), serverNow(), companyZone())
  return (
    <section className="place sign-part" aria-label={words.keys.title}>
      <div className="row">
        <h2>{words.keys.title}</h2>
        {possible && !adding && (
          <Button className="end" icon="plus" onClick={() => setAdding(true)}>
            {words.keys.add}
          </Button>
        )}
      </div>
      <p className="second">{possible ? words.keys.why : words.keys.unsupported}</p>
      {adding && (
        <Adding
          cancel={() => setAdding(false)}
          done={() => {
            setAdding(false)
            showToast(words.keys.added)
            void reload()
          }}
        />
      )}
      <ul>
        {mine.passkeys.map((passkey) => (
          <li key={passkey.id} className="sign-row">
            <div>
              <p>
                <b>{passkey.name}</b>
              </p>
              <p className="small second">{passkey.used === null ? words.keys.never : words.keys.used(when(passkey.used))}</p>
            </div>
            <Button className="end" aria-label={`${words.keys.remove} ${passkey.name}`} onClick={() => void remove(passkey)}>
              {words.keys.remove}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Adding({ cancel, done }: { cancel: () => void; done: () => void }) {
  const [name, setName] = useState('')
  const [wrong, setWrong] = useState<string | undefined>(undefined)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    try {
      await passkeys.add(name)
      done()
    } catch (error) {
      setWrong(error instanceof NoPasskey ? words.keys.stopped : (fieldsOf(error).name ?? sentenceOf(error)))
    }
  }
  return (
    <form style={{ maxWidth: 360 }} onSubmit={(event) => void submit(event)}>
      <TextField label={words.keys.name} value={name} error={wrong} placeholder={words.keys.example} autoFocus maxLength={80} required onChange={(event) => setName(event.target.value)} />
      <div className="row">
        <Button onClick={cancel}>{words.cancel}</Button>
        <Button type="submit" look="go">
          {words.keys.add}
        </Button>
      </div>
    </form>
  )
}
