import { RouterProvider } from '@tanstack/react-router'
import { lazy, StrictMode, Suspense, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { Setup, SignIn } from '@/features/access/Gate'
import { useDesk } from '@/model/desk'
import { setNavigate } from '@/model/place'
import { applyTheme, settingsStore } from '@/model/settings'
import { t } from '@/text'
import '@/ui/tokens.css'
import '@/ui/look.css'
import '@/ui/desk.css'
import type { Session } from '@/wire/types'
import { begin, currentSession, enrolled } from './desk'
import { keepDrafts } from './drafts'
import { listenToKeys } from './keys'
import { router } from './router'

setNavigate((address) => void router.navigate(address))
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => applyTheme(settingsStore.state.theme))

const MustEnrol = lazy(() => import('@/features/access/SecondStep').then((part) => ({ default: part.MustEnrol })))

type Entry = { kind: 'LOOKING' } | { kind: 'SIGN_IN'; expired: boolean } | { kind: 'IN' } | { kind: 'UNREACHABLE' }

const RETRY_MILLIS = 2_000

function App() {
  const [entry, setEntry] = useState<Entry>({ kind: 'LOOKING' })
  const signedIn = useDesk((state) => state.session !== null)
  const mustEnrol = useDesk((state) => state.session?.mustEnrol ?? false)
  const welcome = (session: Session) => {
    setEntry({ kind: 'IN' })
    void begin(session)
  }
  const link = /^\/(?:setup|welcome)\/([\w-]+)/.exec(location.pathname)?.[1]
  useEffect(() => {
    if (link !== undefined || entry.kind === 'IN' || entry.kind === 'SIGN_IN') return
    const look = () =>
      currentSession()
        .then((session) => (session === null ? setEntry({ kind: 'SIGN_IN', expired: false }) : welcome(session)))
        .catch(() => setEntry({ kind: 'UNREACHABLE' }))
    const timer = setTimeout(() => void look(), entry.kind === 'UNREACHABLE' ? RETRY_MILLIS : 0)
    return () => clearTimeout(timer)
  }, [entry, link])
  useEffect(() => (signedIn ? listenToKeys() : undefined), [signedIn])
  useEffect(() => (signedIn ? keepDrafts() : undefined), [signedIn])
  if (link !== undefined && entry.kind !== 'IN')
    return (
      <Setup
        token={link}
        welcome={(session) => {
          history.replaceState(null, '', '/')
          void router.navigate({ to: '/' })
          welcome(session)
        }}
      />
    )
  if (entry.kind === 'UNREACHABLE') return <main className="gate"><p>{t.shell.errors.unreachable}</p></main>
  if (entry.kind === 'SIGN_IN' || (entry.kind === 'IN' && !signedIn))
    return <SignIn welcome={welcome} expired={entry.kind === 'IN'} />
  if (entry.kind === 'IN' && mustEnrol) return <Suspense fallback={<main aria-busy="true" />}><MustEnrol done={() => void enrolled()} /></Suspense>
  return entry.kind === 'IN' ? <RouterProvider router={router} /> : null
}

const place = document.getElementById('desk')
if (place !== null)
  createRoot(place).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
