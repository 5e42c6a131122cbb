import { useEffect, useState } from 'react'
import { serverNow } from '@/model/clock'

/** Milliseconds of the server's clock, anew each second. For small parts: each second draws them again. */
export function useSecond(): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
