import { useDesk } from '@/model/desk'
import { t } from '@/text'
import type { Recording } from '@/wire/types'

const HEIGHT = 30
const LOUD = 45

/** Two rows of loudness over the length of a call: who spoke when, what was left out and why, and where we are. */
export function Waves({ recording, seconds }: { recording: Recording; seconds: number }) {
  const colleagues = useDesk((state) => state.colleagues)
  const words = t.person.recording
  const columns = recording.left.length
  const place = (millis: number) => (recording.millis === 0 ? 0 : (100 * millis) / recording.millis)
  const now = Math.min(columns - 1, Math.floor((seconds * 1_000) / recording.columnMillis))
  const speaks = { left: (recording.left[now] ?? 0) > LOUD, right: (recording.right[now] ?? 0) > LOUD }
  return (
    <>
      <Wave name={words.customer} levels={recording.left} speaks={speaks.left} />
      <Wave name={words.us} levels={recording.right} speaks={speaks.right} />
      {recording.gaps.map((gap) => {
        const name = gap.agent === null ? t.person.colleague : (colleagues.get(gap.agent)?.firstName ?? t.person.colleague)
        const left = place(gap.beganMillis)
        return (
          <span
            key={`${gap.why}${gap.beganMillis}`}
            className="gap small"
            style={{ left: `${left}%`, width: `${place(gap.endedMillis ?? recording.millis) - left}%` }}
            title={gap.why === 'HELD' ? words.HELD : words.PAUSED(name)}
          />
        )
      })}
      <i className="now" style={{ left: `${place(seconds * 1_000)}%` }} />
    </>
  )
}

function Wave({ name, levels, speaks }: { name: string; levels: readonly number[]; speaks: boolean }) {
  const bars = levels.map((level, at) => `M${at} ${HEIGHT / 2 - (level * HEIGHT) / 200}V${HEIGHT / 2 + (level * HEIGHT) / 200}`).join('')
  return (
    <div className={speaks ? 'wave speaks' : 'wave'}>
      <span className="small">{name}</span>
      <svg viewBox={`0 0 ${Math.max(1, levels.length)} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <path d={bars} />
      </svg>
    </div>
  )
}
