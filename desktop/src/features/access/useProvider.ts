import { useEffect, useState } from 'react'
import { provider } from '@/wire/provider'
import type { Ways } from '@/wire/types'

/** What came of a sign-in by the provider; it stays out of the address from then on. */
function cameBack(): string | null {
  const outcome = new URLSearchParams(location.search).get('provider')
  if (outcome !== null) history.replaceState(null, '', location.pathname)
  return outcome
}

let outcome = cameBack()

/** Somebody came in: what was said before concerns nobody any more. */
export function settled(): void {
  outcome = null
}

/** How people sign in here, and what came of the provider's answer a moment ago. */
export function useProvider(): { ways: Ways | null; outcome: string | null } {
  const [ways, setWays] = useState<Ways | null>(null)
  useEffect(() => {
    // Without an answer the page offers the password, which says what is wrong.
    provider
      .ways()
      .then(setWays)
      .catch(() => setWays({ provider: null, passwords: true }))
  }, [])
  return { ways, outcome }
}
