import { useEffect, useState, type FormEvent, type ReactNode } from 'react'
import { t } from '@/text'
import { choose, isLanguage, LANGUAGES, spoken } from '@/text/languages'
import { Button } from '@/ui/Button'
import { TextField } from '@/ui/Field'
import { Mark } from '@/ui/Mark'
import { session as sessions } from '@/wire/desk'
import { codeOf, fieldsOf, sentenceOf } from '@/wire/http'
import { NoPasskey, passkeys, passkeysPossible } from '@/wire/passkeys'
import { provider, PROVIDER } from '@/wire/provider'
import type { Session } from '@/wire/types'
import { settled, useProvider } from './useProvider'

interface Welcome {
  welcome: (session: Session) => void
}

function Gate({ title, why, wide = false, submit, children }: { title: string; why?: string; wide?: boolean; submit: () => Promise<void>; children: ReactNode }) {
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  return (
    <main className={`gate ${wide ? 'wide' : ''}`}>
      <form onSubmit={onSubmit}>
        <Mark />
        <h1>{title}</h1>
        {why !== undefined && <p className="why">{why}</p>}
        {children}
        <Languages />
      </form>
    </main>
  )
}

/** The browser's own language first; another one for who wants it. */
function Languages() {
  return (
    <p className="languages small">
      {Object.entries(LANGUAGES).map(([code, name]) => (
        <button key={code} type="button" className="linkish" lang={code} aria-pressed={code === spoken} onClick={() => isLanguage(code) && choose(code)}>
          {name}
        </button>
      ))}
    </p>
  )
}

export function SignIn({ welcome: enter, expired }: Welcome & { expired: boolean }) {
  const welcome = (session: Session) => {
    settled()
    enter(session)
  }
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const { ways, outcome } = useProvider()
  // The provider has vouched; only the code is missing.
  const [vouched, setVouched] = useState(outcome === 'code')
  const [byPassword, setByPassword] = useState(false)
  const [second, setSecond] = useState(outcome === 'code')
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string | null>(outcome === null ? null : (t.access.provider.outcomes[outcome] ?? null))
  const submit = async () => {
    setBusy(true)
    try {
      if (vouched) {
        await provider.code(code)
        welcome(await sessions.current())
      } else welcome(await sessions.signIn(name, password, code))
    } catch (error) {
      const wantsCode = codeOf(error) === 'second-factor'
      // The first time it is a question, not a mistake.
      setWrong(wantsCode && !second ? null : sentenceOf(error))
      setSecond(wantsCode || (second && codeOf(error) === 'too-often'))
      setVouched(vouched && (wantsCode || codeOf(error) === 'too-often'))
      setCode('')
      setBusy(false)
    }
  }
  const byPasskey = async () => {
    setBusy(true)
    try {
      welcome(await passkeys.signIn())
    } catch (error) {
      setWrong(error instanceof NoPasskey ? t.access.noPasskey : sentenceOf(error))
      setBusy(false)
    }
  }
  const told = wrong !== null && (
    <p className="wrong" role="alert" style={{ marginBottom: 10 }}>
      {wrong}
    </p>
  )
  if (second)
    return (
      <Gate key="second" title={t.access.second.title} why={t.access.second.why} submit={submit}>
        <TextField label={t.access.second.code} value={code} autoFocus autoComplete="one-time-code" spellCheck={false} maxLength={40} required hint={t.access.second.recovery} onChange={(event) => setCode(event.target.value)} />
        {told}
        <Button type="submit" look="go" disabled={busy}>
          {busy ? t.access.signingIn : t.access.signIn}
        </Button>
        <p style={{ marginTop: 12, textAlign: 'center' }}>
          <Button
            look="bare"
            onClick={() => {
              setSecond(false)
              setVouched(false)
              setPassword('')
              setWrong(null)
            }}
          >
            {t.access.second.back}
          </Button>
        </p>
      </Gate>
    )
  return (
    <Gate key="first" title={t.access.hello} {...(expired ? { why: t.access.expired } : {})} submit={submit}>
      {ways !== null && (ways.passwords || byPassword) && (
        <>
          <TextField label={t.access.name} value={name} autoFocus autoComplete="username" required onChange={(event) => setName(event.target.value)} />
          <TextField label={t.access.password} type="password" value={password} autoComplete="current-password" required onChange={(event) => setPassword(event.target.value)} />
        </>
      )}
      {told}
      {ways !== null && (ways.passwords || byPassword) && (
        <Button type="submit" look="go" disabled={busy}>
          {busy ? t.access.signingIn : t.access.signIn}
        </Button>
      )}
      {typeof ways?.provider === 'string' && (
        <a className={`b whole ${ways.passwords || byPassword ? '' : 'go'}`} href={PROVIDER}>
          {t.access.provider.signIn(ways.provider)}
        </a>
      )}
      {passkeysPossible() && (
        <Button className="whole" icon="lock" disabled={busy} onClick={() => void byPasskey()}>
          {t.access.passkey}
        </Button>
      )}
      {ways?.passwords === false && !byPassword && (
        <p style={{ marginTop: 12, textAlign: 'center' }}>
          <Button look="bare" onClick={() => setByPassword(true)}>
            {t.access.provider.byPassword}
          </Button>
        </p>
      )}
    </Gate>
  )
}

type Link = { kind: 'LOADING' } | { kind: 'INVALID' } | { kind: 'FIRST' } | { kind: 'AGENT'; company: string; name: string }

/** Where a one-time link leads: the first administrator sets the company up, a colleague chooses a password. */
export function Setup({ token, welcome }: Welcome & { token: string }) {
  const [link, setLink] = useState<Link>({ kind: 'LOADING' })
  useEffect(() => {
    sessions
      .setup(token)
      .then((answer) => {
        if (!answer.valid) setLink({ kind: 'INVALID' })
        else if (answer.kind === 'FIRST') setLink({ kind: 'FIRST' })
        else setLink({ kind: 'AGENT', company: answer.company, name: answer.name })
      })
      .catch(() => setLink({ kind: 'INVALID' }))
  }, [token])
  if (link.kind === 'LOADING') return <main className="gate" aria-busy="true" />
  if (link.kind === 'INVALID')
    return (
      <Gate title={t.access.setup.title} why={t.access.setup.invalid} submit={() => Promise.resolve(location.assign('/'))}>
        <Button type="submit" look="go">
          {t.access.signIn}
        </Button>
      </Gate>
    )
  return link.kind === 'FIRST' ? <First token={token} welcome={welcome} /> : <Choose token={token} welcome={welcome} link={link} />
}

function Choose({ token, welcome, link }: Welcome & { token: string; link: Extract<Link, { kind: 'AGENT' }> }) {
  const [password, setPassword] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const submit = async () => {
    try {
      welcome(await sessions.choosePassword(token, password))
    } catch (error) {
      setWrong(sentenceOf(error))
    }
  }
  return (
    <Gate title={t.access.welcome.hello(link.name)} why={t.access.welcome.why(link.company, link.name)} submit={submit}>
      <TextField label={t.access.password} type="password" value={password} autoFocus autoComplete="new-password" hint={t.access.setup.passwordHint} error={wrong ?? undefined} onChange={(event) => setPassword(event.target.value)} />
      <Button type="submit" look="go">
        {t.access.welcome.go}
      </Button>
    </Gate>
  )
}

const FIELDS = {
  company: '',
  firstName: '',
  lastName: '',
  name: '',
  password: '',
  teamName: '',
  place: '',
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
}

function First({ token, welcome }: Welcome & { token: string }) {
  const [answer, setAnswer] = useState(FIELDS)
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const words = t.access.setup
  const submit = async () => {
    try {
      welcome(await sessions.setUp(token, answer))
    } catch (error) {
      const fields = fieldsOf(error)
      setWrong(Object.keys(fields).length > 0 ? fields : { password: sentenceOf(error) })
    }
  }
  const field = (key: keyof typeof FIELDS, label: string, rest: { type?: string; hint?: string; autoComplete?: string } = {}) => (
    <TextField label={label} value={answer[key]} error={wrong[key]} {...rest} onChange={(event) => setAnswer({ ...answer, [key]: event.target.value })} />
  )
  return (
    <Gate title={words.hello} why={words.why} wide submit={submit}>
      {field('company', words.company)}
      <div className="two">
        {field('firstName', words.firstName, { autoComplete: 'given-name' })}
        {field('lastName', words.lastName, { autoComplete: 'family-name' })}
      </div>
      {field('name', words.name, { autoComplete: 'username' })}
      {field('password', words.password, { type: 'password', hint: words.passwordHint, autoComplete: 'new-password' })}
      <h2 style={{ margin: '8px 0 2px' }}>{words.team}</h2>
      <p className="small second" style={{ marginBottom: 10 }}>
        {words.teamWhy}
      </p>
      <div className="two">
        {field('teamName', words.teamName)}
        {field('place', words.place)}
      </div>
      {field('zone', words.zone)}
      <Button type="submit" look="go">
        {words.go}
      </Button>
    </Gate>
  )
}
