import { useEffect, useState } from 'react'
import { attempt } from '@/actions'
import { useMay } from '@/model/desk'
import { admin } from '@/text/admin'
import { Button } from '@/ui/Button'
import { CheckField, SelectField, TextField } from '@/ui/Field'
import { showToast } from '@/ui/toasts'
import { admin as wire } from '@/wire/admin'
import { fieldsOf, sentenceOf } from '@/wire/http'
import { provider } from '@/wire/provider'
import type { IdentityProvider as Setup, ProviderSeen, TeamSetup } from '@/wire/types'

/** The company's own provider, by which people sign in. */
export function IdentityProvider() {
  const words = admin.identity
  const may = useMay('CHANGE_SIGN_IN')
  const [setup, setSetup] = useState<Setup | null>(null)
  const [teams, setTeams] = useState<readonly TeamSetup[]>([])
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const [seen, setSeen] = useState<ProviderSeen | null>(null)
  useEffect(() => {
    if (!may) return
    void attempt(async () => {
      setSetup({ ...(await provider.setup()), secret: null })
      setTeams(await wire.teams())
    })
  }, [may])
  if (!may || setup === null) return null
  const set = (change: Partial<Setup>) => setSetup({ ...setup, ...change })
  const refused = (error: unknown) => {
    const fields = fieldsOf(error)
    setWrong(Object.keys(fields).length > 0 ? fields : { title: sentenceOf(error) })
  }
  const save = async () => {
    setWrong({})
    try {
      setSetup({ ...(await provider.save(setup)), secret: null })
      showToast(admin.signIn.saved)
    } catch (error) {
      refused(error)
    }
  }
  const look = async () => {
    setWrong({})
    setSeen(null)
    try {
      setSeen(await provider.look(setup.issuer))
    } catch (error) {
      refused(error)
    }
  }
  return (
    <section className="place sign-part" aria-label={words.title}>
      <h2>{words.title}</h2>
      <p className="small second" style={{ marginBottom: 10 }}>{words.why}</p>
      <p className="small">{words.redirect}</p>
      <div className="row" style={{ marginBottom: 12 }}>
        <p className="code" style={{ flex: 1 }}>{setup.redirectUrl}</p>
        <Button onClick={() => void attempt(() => navigator.clipboard.writeText(setup.redirectUrl), words.copied)}>{words.copy}</Button>
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <TextField label={words.issuer} hint={words.issuerHint} value={setup.issuer} error={wrong.issuer} spellCheck={false} onChange={(event) => set({ issuer: event.target.value })} />
        <div className="row" style={{ marginBottom: 12 }}>
          <Button disabled={setup.issuer === ''} onClick={() => void look()}>{words.look}</Button>
          <p className="small second" role="status">
            {seen !== null && `${words.seen(seen.keys, seen.algorithms.join(', '))} ${words.goes(seen.authorizationEndpoint)}`}
          </p>
        </div>
        <div className="two">
          <TextField label={words.name} placeholder={words.example} value={setup.title} error={wrong.title} onChange={(event) => set({ title: event.target.value })} />
          <TextField label={words.claim} hint={words.claimHint} value={setup.claim} error={wrong.claim} spellCheck={false} onChange={(event) => set({ claim: event.target.value })} />
          <TextField label={words.clientId} value={setup.clientId} error={wrong.clientId} autoComplete="off" spellCheck={false} onChange={(event) => set({ clientId: event.target.value })} />
          <TextField label={words.secret} type="password" autoComplete="new-password" hint={setup.secretKept ? words.secretKept : words.secretNone} value={setup.secret ?? ''} error={wrong.secret} onChange={(event) => set({ secret: event.target.value === '' ? null : event.target.value })} />
        </div>
        <CheckField label={words.links} hint={words.linksHint} checked={setup.links} onChange={(event) => set({ links: event.target.checked })} />
        <CheckField label={words.creates} checked={setup.creates} onChange={(event) => set({ creates: event.target.checked })} />
        {setup.creates && (
          <div className="two">
            <SelectField label={words.team} value={setup.team ?? ''} error={wrong.team} onChange={(event) => set({ team: event.target.value === '' ? null : event.target.value })}>
              <option value="">{words.anyTeam}</option>
              {teams.map((team) => (
                <option key={team.id} value={team.id ?? ''}>
                  {team.name}
                </option>
              ))}
            </SelectField>
            <TextField label={words.teamClaim} value={setup.teamClaim} error={wrong.teamClaim} spellCheck={false} onChange={(event) => set({ teamClaim: event.target.value })} />
          </div>
        )}
        <CheckField label={words.trusts} hint={words.trustsHint} checked={setup.trustsSecondStep} onChange={(event) => set({ trustsSecondStep: event.target.checked })} />
        <CheckField label={words.enabled} checked={setup.enabled} onChange={(event) => set({ enabled: event.target.checked })} />
        <CheckField label={words.passwords} hint={words.passwordsHint} checked={setup.passwords} onChange={(event) => set({ passwords: event.target.checked })} />
        {wrong.passwords !== undefined && <p className="wrong" role="alert">{wrong.passwords}</p>}
        <Button type="submit" look="go">{admin.save}</Button>
      </form>
    </section>
  )
}
