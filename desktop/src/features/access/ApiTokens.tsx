import { useState, type FormEvent } from 'react'
import { attempt } from '@/actions'
import { companyZone, serverNow } from '@/model/clock'
import { t } from '@/text'
import { signIn as words } from '@/text/signin'
import { Button } from '@/ui/Button'
import { CheckField, TextField } from '@/ui/Field'
import { showToast } from '@/ui/toasts'
import { fieldsOf, sentenceOf } from '@/wire/http'
import { mySignIn } from '@/wire/signin'
import type { ApiToken, MySignIn, Permission } from '@/wire/types'

interface Props {
  mine: MySignIn
  reload: () => Promise<void>
}

/** Tokens by which programs act for me, within scopes and for a time. */
export function ApiTokens({ mine, reload }: Props) {
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<string | null>(null)
  const remove = async (token: ApiToken) => {
    await attempt(() => mySignIn.removeToken(token.id), words.tokens.removed)
    await reload()
  }
  return (
    <section className="place sign-part" aria-label={words.tokens.title}>
      <div className="row">
        <h2>{words.tokens.title}</h2>
        {!making && made === null && (
          <Button className="end" icon="plus" onClick={() => setMaking(true)}>
            {words.tokens.add}
          </Button>
        )}
      </div>
      {made !== null && (
        <div role="status">
          <p>{words.tokens.made}</p>
          <p className="code">{made}</p>
          <div className="row">
            <Button onClick={() => setMade(null)}>{words.tokens.done}</Button>
          </div>
        </div>
      )}
      {making && (
        <Making
          scopes={mine.scopes}
          cancel={() => setMaking(false)}
          done={(token) => {
            setMade(token)
            setMaking(false)
            void reload()
          }}
        />
      )}
      {mine.tokens.length === 0 && !making && <p className="second">{words.tokens.none}</p>}
      <ul>
        {mine.tokens.map((token) => (
          <TokenRow key={token.id} token={token} remove={() => void remove(token)} />
        ))}
      </ul>
    </section>
  )
}

function TokenRow({ token, remove }: { token: ApiToken; remove: () => void }) {
  const when = (text: string) => t.time.moment(Date.parse(text), serverNow(), companyZone())
  return (
    <li className="sign-row">
      <div>
        <p>
          <b>{token.name}</b>
        </p>
        <p className="small second">
          {token.scopes.map((scope) => words.permissions[scope]).join(', ')} · {words.tokens.until(when(token.expires))} ·{' '}
          {token.used === null ? words.tokens.never : words.tokens.used(when(token.used))}
        </p>
      </div>
      <Button className="end" aria-label={`${words.tokens.remove} ${token.name}`} onClick={remove}>
        {words.tokens.remove}
      </Button>
    </li>
  )
}

function Making({ scopes, cancel, done }: { scopes: readonly Permission[]; cancel: () => void; done: (token: string) => void }) {
  const [name, setName] = useState('')
  const [days, setDays] = useState('90')
  const [chosen, setChosen] = useState<readonly Permission[]>([])
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    try {
      done((await mySignIn.makeToken(name, chosen, Number(days) || 0)).token)
    } catch (error) {
      setWrong(fieldsOf(error))
      if (Object.keys(fieldsOf(error)).length === 0) showToast(sentenceOf(error), { tone: 'wrong' })
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <div className="two">
        <TextField label={words.tokens.name} value={name} error={wrong.name} autoFocus maxLength={80} required onChange={(event) => setName(event.target.value)} />
        <TextField label={words.tokens.days} value={days} error={wrong.days} inputMode="numeric" maxLength={3} required onChange={(event) => setDays(event.target.value)} />
      </div>
      <fieldset className="scopes">
        <legend>{words.tokens.scopes}</legend>
        {scopes.map((scope) => (
          <CheckField
            key={scope}
            label={words.permissions[scope]}
            checked={chosen.includes(scope)}
            onChange={(event) => setChosen(event.target.checked ? [...chosen, scope] : chosen.filter((other) => other !== scope))}
          />
        ))}
        {wrong.scopes !== undefined && <p className="wrong">{wrong.scopes}</p>}
      </fieldset>
      <div className="row">
        <Button onClick={cancel}>{words.cancel}</Button>
        <Button type="submit" look="go">
          {words.tokens.make}
        </Button>
      </div>
    </form>
  )
}
