/** A drawn face from 1 (red, sad) to 4 (gold, glad), always with its mouth: colour alone says nothing. */
export type Mood = 1 | 2 | 3 | 4

const MOUTHS: Record<Mood, string> = { 4: 'M14 28 Q24 42 34 28', 3: 'M15 30 Q24 36 33 30', 2: 'M16 33 L32 33', 1: 'M15 36 Q24 26 33 36' }
const COLOURS: Record<Mood, string> = { 4: 'gold', 3: 'green', 2: 'amber', 1: 'red' }

export function isMood(number: number): number is Mood {
  return number === 1 || number === 2 || number === 3 || number === 4
}

/** @param name read aloud; empty where the words beside it say the same */
export function Smile({ mood, name, size = 20 }: { mood: Mood; name: string; size?: number }) {
  return (
    <svg className={`smile ${COLOURS[mood]}`} viewBox="0 0 48 48" width={size} height={size} role={name === '' ? undefined : 'img'} aria-label={name === '' ? undefined : name} aria-hidden={name === '' || undefined}>
      <circle cx="24" cy="24" r="22" />
      <circle className="eye" cx="17" cy="19" r="2.8" />
      <circle className="eye" cx="31" cy="19" r="2.8" />
      <path d={MOUTHS[mood]} />
    </svg>
  )
}
