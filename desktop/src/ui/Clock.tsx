import type { CSSProperties } from 'react'

const ROUND = 44

/** The ring that drains. `share` is what is left, 0 to 1; late is full and red, and the word beside it says so. */
export function Clock({ share, tone }: { share: number; tone: 'late' | 'soon' | 'calm' | 'kept' }) {
  const style = { '--share': (share * ROUND).toFixed(1) } as CSSProperties
  return (
    <svg className={`clock is-${tone}`} viewBox="0 0 18 18" aria-hidden="true">
      <circle />
      <circle className="left" style={style} />
    </svg>
  )
}
