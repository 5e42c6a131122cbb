import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { companyZone } from '@/model/clock'
import { useDesk, useMay } from '@/model/desk'
import { lasted } from '@/model/phone'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { sentenceOf } from '@/wire/http'
import { recordings } from '@/wire/recordings'
import type { Recording, TimelineEntry } from '@/wire/types'
import { Waves } from './Waves'

type Call = NonNullable<Extract<TimelineEntry, { kind: 'INBOUND' | 'OUTBOUND' }>['call']>
type Ref = NonNullable<Call['recording']>

const SPEEDS = [1, 1.5, 2] as const
const STEP_SECONDS = 5

/** That a call was recorded, why it could be, and the sound for whoever may hear it. */
export function Recorded({ recording }: { recording: Ref }) {
  const may = useMay('HEAR_RECORDINGS')
  const asked = useDesk((state) => (recording.askedBy === null ? undefined : state.colleagues.get(recording.askedBy)))
  const [open, setOpen] = useState(false)
  const words = t.person.recording
  const at = t.time.clock(Date.parse(recording.began), companyZone())
  return (
    <div className="taped">
      <p className="small second">
        {recording.basis === 'ANNOUNCED' ? words.ANNOUNCED(at) : words.CONSENTED(at, asked?.firstName ?? t.person.colleague)}
        {may && (
          <Button look="bare" icon={open ? 'cross' : 'play'} aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? words.hide : words.hear(recording.millis === null ? null : lasted(recording.millis))}
          </Button>
        )}
      </p>
      {open && <Loaded id={recording.id} />}
    </div>
  )
}

function Loaded({ id }: { id: string }) {
  const [found, setFound] = useState<Recording | null>(null)
  const [wrong, setWrong] = useState('')
  useEffect(() => {
    let here = true
    recordings.of(id).then(
      (one) => here && setFound(one),
      (error: unknown) => here && setWrong(sentenceOf(error)),
    )
    return () => {
      here = false
    }
  }, [id])
  if (wrong !== '') return <p className="small wrong">{wrong} {t.person.recording.refused}</p>
  return found === null ? null : <Player recording={found} />
}

function Player({ recording }: { recording: Recording }) {
  const audio = useRef<HTMLAudioElement>(null)
  const [seconds, setSeconds] = useState(0)
  const [plays, setPlays] = useState(false)
  const [speed, setSpeed] = useState<number>(1)
  const words = t.person.recording
  const whole = recording.millis / 1_000
  const jump = (to: number) => {
    const at = Math.min(whole, Math.max(0, to))
    setSeconds(at)
    if (audio.current !== null) audio.current.currentTime = at
  }
  const toggle = () => {
    if (audio.current === null) return
    if (audio.current.paused) void audio.current.play().catch(() => undefined)
    else audio.current.pause()
  }
  const faster = () => {
    const next = SPEEDS[(SPEEDS.findIndex((one) => one === speed) + 1) % SPEEDS.length] ?? 1
    setSpeed(next)
    if (audio.current !== null) audio.current.playbackRate = next
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'ArrowRight') jump(seconds + STEP_SECONDS)
    else if (event.key === 'ArrowLeft') jump(seconds - STEP_SECONDS)
    else if (event.key === 'Home') jump(0)
    else if (event.key === 'End') jump(whole)
    else if (event.key === ' ' || event.key === 'Enter') toggle()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const pointed = (event: MouseEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    jump(((event.clientX - box.left) / box.width) * whole)
  }
  return (
    <div className="player">
      {!recording.whole && <p className="small wrong">{words.broken}</p>}
      <audio
        ref={audio}
        preload="none"
        src={recordings.address(recording.id)}
        onTimeUpdate={(event) => setSeconds(event.currentTarget.currentTime)}
        onPlay={() => setPlays(true)}
        onPause={() => setPlays(false)}
      />
      <div
        className="track"
        role="slider"
        tabIndex={0}
        dir="ltr"
        aria-label={words.place}
        aria-valuemin={0}
        aria-valuemax={Math.round(whole)}
        aria-valuenow={Math.round(seconds)}
        aria-valuetext={words.at(lasted(seconds * 1_000), lasted(recording.millis))}
        onKeyDown={keys}
        onClick={pointed}
      >
        <Waves recording={recording} seconds={seconds} />
      </div>
      <div className="row">
        <Button icon={plays ? 'pause' : 'play'} onClick={toggle}>
          {plays ? words.pause : words.play}
        </Button>
        <Button onClick={faster}>{words.speed(speed)}</Button>
        <span className="small second">{words.at(lasted(seconds * 1_000), lasted(recording.millis))}</span>
      </div>
    </div>
  )
}
