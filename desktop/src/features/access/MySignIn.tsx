import { attempt, useLoaded } from '@/actions'
import { companyZone, serverNow } from '@/model/clock'
import { deviceOf } from '@/model/device'
import { t } from '@/text'
import { signIn as words } from '@/text/signin'
import { Button } from '@/ui/Button'
import { mySignIn } from '@/wire/signin'
import type { OpenSession } from '@/wire/types'
import { OnOurPage } from './OnOurPage'
import { Passkeys } from './Passkeys'
import { SecondStep } from './SecondStep'
import { ApiTokens } from './ApiTokens'

/** How I sign in: my second step, my devices, my programs. */
export function MySignIn() {
  const { value: mine, wrong, reload: load } = useLoaded(mySignIn.all)
  return (
    <main id="screen">
      <div className="plain sign-in">
        <header>
          <div>
            <h1>{words.title}</h1>
            <p>{words.second}</p>
          </div>
        </header>
        {wrong !== null && <p className="wrong">{wrong}</p>}
        {mine !== null && (
          <>
            <SecondStep mine={mine} reload={load} />
            <Passkeys mine={mine} reload={load} />
            <Sessions sessions={[...mine.sessions].sort((a, b) => Number(b.current) - Number(a.current))} reload={load} />
            <ApiTokens mine={mine} reload={load} />
            <OnOurPage />
          </>
        )}
      </div>
    </main>
  )
}

function Sessions({ sessions, reload }: { sessions: readonly OpenSession[]; reload: () => Promise<void> }) {
  const end = async (session: OpenSession) => {
    await attempt(() => mySignIn.end(session.id), words.sessions.ended(1))
    await reload()
  }
  const endOthers = async () => {
    await attempt(() => mySignIn.endOthers(), words.sessions.ended(sessions.length - 1))
    await reload()
  }
  return (
    <section className="place sign-part" aria-label={words.sessions.title}>
      <div className="row">
        <h2>{words.sessions.title}</h2>
        {sessions.length > 1 && (
          <Button className="end" onClick={() => void endOthers()}>
            {words.sessions.endOthers}
          </Button>
        )}
      </div>
      <ul>
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session}>
            {!session.current && (
              <Button className="end" onClick={() => void end(session)}>
                {words.sessions.end}
              </Button>
            )}
          </SessionRow>
        ))}
      </ul>
    </section>
  )
}

function SessionRow({ session, children }: { session: OpenSession; children: React.ReactNode }) {
  const when = (text: string) => t.time.moment(Date.parse(text), serverNow(), companyZone())
  const device = deviceOf(session.device)
  return (
    <li className="sign-row">
      <div title={session.device}>
        <p>
          <b>{device === null ? t.access.device.unknown : t.access.device.on(device.browser, device.system)}</b>{' '}
          {session.current && <span className="tag">{words.sessions.here}</span>}
        </p>
        <p className="small second">
          {session.address} · {words.sessions.since(when(session.created))} · {words.sessions.used(when(session.used))}
        </p>
      </div>
      {children}
    </li>
  )
}
