import { useCallback, useEffect, useState } from 'react'
import { attempt } from '@/actions'
import { companyZone, serverNow } from '@/model/clock'
import { useMay } from '@/model/desk'
import { deviceOf } from '@/model/device'
import { t } from '@/text'
import { admin } from '@/text/admin'
import { Button } from '@/ui/Button'
import { CheckField } from '@/ui/Field'
import { fieldsOf, sentenceOf } from '@/wire/http'
import { provider } from '@/wire/provider'
import { others } from '@/wire/signin'
import type { Id, PersonSignIn as Person } from '@/wire/types'

const words = admin.signIn
const when = (text: string) => t.time.moment(Date.parse(text), serverNow(), companyZone())

/** What everybody needs to sign in. */
export function SignInRules() {
  const may = useMay('CHANGE_SIGN_IN')
  const [required, setRequired] = useState<boolean | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  useEffect(() => {
    others
      .rules()
      .then((rules) => setRequired(rules.secondStepRequired))
      .catch((error: unknown) => setWrong(sentenceOf(error)))
  }, [])
  const change = async (wanted: boolean) => {
    setWrong(null)
    try {
      await others.require(wanted)
      setRequired(wanted)
    } catch (error) {
      setWrong(fieldsOf(error).secondStepRequired ?? sentenceOf(error))
    }
  }
  return (
    <section className="place sign-part" aria-label={words.title}>
      <h2>{words.title}</h2>
      {required !== null && (
        <CheckField label={words.require} hint={words.requireWhy} disabled={!may} checked={required} onChange={(event) => void change(event.target.checked)} />
      )}
      {wrong !== null && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
    </section>
  )
}

/** How one of us signs in, and what to do when their phone or laptop is lost. */
export function PersonSignIn({ account, name, done }: { account: Id; name: string; done: () => void }) {
  const [person, setPerson] = useState<Person | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const load = useCallback(async () => {
    try {
      setPerson(await others.person(account))
    } catch (error) {
      setWrong(sentenceOf(error))
    }
  }, [account])
  useEffect(() => {
    void load()
  }, [load])
  const end = async () => {
    await attempt(() => others.end(account), words.ended(person?.sessions.filter((session) => !session.current).length ?? 0))
    await load()
  }
  const reset = async () => {
    if (!confirm(words.resetSure(name))) return
    await attempt(() => others.reset(account), words.resetDone)
    await load()
  }
  return (
    <section className="place sign-part" aria-label={words.of(name)}>
      <h2>{words.of(name)}</h2>
      {wrong !== null && <p className="wrong">{wrong}</p>}
      {person !== null && (
        <>
          <p>
            {person.secondStepSince === null ? words.off : words.on(when(person.secondStepSince))} {words.passkeys(person.passkeys)}
          </p>
          <p>{words.sessions(person.sessions.length)}</p>
          {person.sessions.length > 0 && (
            <ul style={{ marginBottom: 0 }}>
              {person.sessions.map((session) => {
                const device = deviceOf(session.device)
                return (
                  <li key={session.id} className="sign-row small" title={session.device}>
                    {device === null ? t.access.device.unknown : t.access.device.on(device.browser, device.system)} · {session.address} · {words.used(when(session.used))}
                  </li>
                )
              })}
            </ul>
          )}
          <div className="row">
            <Button disabled={person.secondStepSince === null && person.passkeys === 0} onClick={() => void reset()}>
              {words.reset}
            </Button>
            <Button onClick={() => void attempt(() => provider.unlink(account), admin.identity.unlinked)}>{admin.identity.unlink}</Button>
            <Button disabled={person.sessions.length === 0} onClick={() => void end()}>
              {words.end}
            </Button>
            <Button className="end" onClick={done}>
              {admin.close}
            </Button>
          </div>
        </>
      )}
    </section>
  )
}
