import { memo, type CSSProperties } from 'react'

export type Dot = 'available' | 'handling' | 'wrapup' | 'away' | 'offline' | 'none'

interface FaceProps {
  name: string
  picture: string | null
  tint?: number
  size?: number
  dot?: Dot
  /** Where the name stands beside it, the picture says nothing more. */
  silent?: boolean
}

/** One of us: a picture, or initials until there is one. */
export const Face = memo(function Face({ name, picture, tint = 1, size = 28, dot = 'none', silent = false }: FaceProps) {
  const style = { '--d': `${size}px` } as CSSProperties
  return (
    <span className={`face ${dot === 'none' ? '' : dot}`} style={style} title={silent ? undefined : name}>
      {picture === null ? (
        <span className={`who t${tint}`} style={style} role={silent ? undefined : 'img'} aria-label={silent ? undefined : name} aria-hidden={silent || undefined} data-initials={initialsOf(name)} />
      ) : (
        <img src={picture} alt={silent ? '' : name} width={size} height={size} decoding="async" />
      )}
    </span>
  )
})

/** Somebody without a picture: initials on a soft ground that means nothing. Their name stands beside it. */
export const Initials = memo(function Initials({ name, tint, size = 28 }: { name: string; tint: number; size?: number }) {
  return (
    <span className={`who t${((tint - 1) % 6) + 1}`} style={{ '--d': `${size}px` } as CSSProperties} aria-hidden="true" data-initials={initialsOf(name)} />
  )
})

const TITLES = /^(dr|mr|mrs|ms|prof|sir)\.?$/i

export function initialsOf(name: string): string {
  // A number is nobody's name.
  if (!/\p{L}/u.test(name)) return '?'
  // Of an address only the part before the @ is theirs.
  const words = name.replace(/@.*/, '').split(/[\s._-]+/).filter((word) => word !== '' && !TITLES.test(word))
  const first = words[0]?.charAt(0) ?? '?'
  const last = words.length > 1 ? (words.at(-1)?.charAt(0) ?? '') : ''
  return (first + last).toUpperCase()
}
