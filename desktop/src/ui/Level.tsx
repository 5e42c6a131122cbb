import { useEffect, useRef } from 'react'

const DRAWN_EVERY_MILLIS = 80
const FALL = 0.12

/** A bar that moves with a voice. It rises at once and falls softly; the words beside it say what it is. */
export function Level({ read, still = false }: { read: () => number; still?: boolean }) {
  const bar = useRef<HTMLElement>(null)
  useEffect(() => {
    let shown = 0
    const draw = () => {
      shown = Math.max(still ? 0 : read(), shown - FALL)
      if (bar.current !== null) bar.current.style.transform = `scaleX(${shown.toFixed(2)})`
    }
    const timer = setInterval(draw, DRAWN_EVERY_MILLIS)
    return () => clearInterval(timer)
  }, [read, still])
  return (
    <span className="level" aria-hidden="true">
      <i ref={bar} />
    </span>
  )
}
