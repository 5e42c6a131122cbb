import { useEffect, useRef, useState } from 'react'
import { attempt } from '@/actions'
import { companyZone, serverNow } from '@/model/clock'
import { settingsStore } from '@/model/settings'
import { t } from '@/text'
import { admin as words } from '@/text/admin'
import { Button } from '@/ui/Button'
import { Level } from '@/ui/Level'
import { heardIn, playOnce, Recording, wavOf } from '@/ui/recording'
import { Loudness } from '@/ui/sound'
import { showToast } from '@/ui/toasts'
import { admin } from '@/wire/admin'
import { sentenceOf } from '@/wire/http'
import { closeMicrophone, openMicrophone } from '@/wire/microphone'
import type { Prompt, TeamSetup } from '@/wire/types'

const MOST_SECONDS = 60
const MOST_BYTES = 30 * 1024 * 1024

/** What callers of a team hear while nobody speaks with them, in the voice of whoever leads it. */
export function Prompts({ team, may, leave }: { team: TeamSetup & { id: string }; may: boolean; leave: () => void }) {
  const [prompts, setPrompts] = useState<readonly Prompt[]>([])
  useEffect(() => void attempt(async () => setPrompts(await admin.prompts(team.id))), [team.id])
  return (
    <div className="place" style={{ padding: 18 }}>
      <div className="row">
        <h2>{words.teams.prompts.title(team.name)}</h2>
        <Button className="end" icon="left" onClick={leave}>
          {words.teams.prompts.back}
        </Button>
      </div>
      <p className="hint" style={{ margin: '6px 0 8px' }}>
        {words.teams.prompts.why}
      </p>
      <ul>
        {prompts.map((prompt) => (
          <Row key={`${prompt.kind}.${prompt.language}`} team={team.id} prompt={prompt} may={may} set={setPrompts} />
        ))}
      </ul>
    </div>
  )
}

interface RowProps {
  team: string
  prompt: Prompt
  may: boolean
  set: (all: readonly Prompt[]) => void
}

function Row({ team, prompt, may, set }: RowProps) {
  const say = words.teams.prompts
  const name = `${say.kinds[prompt.kind]}, ${say.languages[prompt.language]}`
  const [taken, setTaken] = useState<AudioBuffer | null>(null)
  const [wrong, setWrong] = useState('')
  const took = async (file: Blob) => {
    try {
      if (file.size > MOST_BYTES) throw new RangeError()
      const sound = await heardIn(file)
      const long = sound.duration > MOST_SECONDS + 1
      setTaken(long ? null : sound)
      setWrong(long ? say.tooLong : '')
    } catch {
      setTaken(null)
      setWrong(say.unreadable)
    }
  }
  const keep = async (sound: AudioBuffer) => {
    try {
      set(await admin.keepPrompt(team, prompt.kind, prompt.language, wavOf(sound)))
      setTaken(null)
      showToast(say.kept)
    } catch (error) {
      setWrong(sentenceOf(error))
    }
  }
  const takeBack = () => void attempt(async () => set(await admin.takePromptBack(team, prompt.kind, prompt.language)), say.takenBack)
  return (
    <li className="adm-row prompt" aria-label={name}>
      <div>
        <p>
          <b>{name}</b>
        </p>
        <p className="small second">{stateOf(prompt)}</p>
        {prompt.seconds > 0 && (
          <audio key={prompt.at ?? ''} className="recorded" controls preload="metadata" src={admin.promptSound(team, prompt.kind, prompt.language)} aria-label={say.heard(name)} />
        )}
        {wrong !== '' && (
          <p className="wrong" role="alert">
            {wrong}
          </p>
        )}
      </div>
      {may && (
        <div className="row end">
          {taken === null ? (
            <>
              <Recorder name={name} took={(file) => void took(file)} failed={setWrong} />
              <Picker name={name} took={(file) => void took(file)} />
              {prompt.recorded && (
                <Button aria-label={`${say.takeBack}: ${name}`} onClick={takeBack}>
                  {say.takeBack}
                </Button>
              )}
            </>
          ) : (
            <Taken sound={taken} keep={() => void keep(taken)} drop={() => setTaken(null)} />
          )}
        </div>
      )}
    </li>
  )
}

function stateOf(prompt: Prompt): string {
  const say = words.teams.prompts
  if (!prompt.recorded) return prompt.seconds > 0 ? say.ours : say.none
  const when = prompt.at === null ? '' : t.time.about(Date.parse(prompt.at), serverNow(), companyZone())
  return say.recorded(prompt.by, when)
}

/** Records, with a level that shows whether anything is heard. */
function Recorder({ name, took, failed }: { name: string; took: (file: Blob) => void; failed: (sentence: string) => void }) {
  const say = words.teams.prompts
  const [seconds, setSeconds] = useState<number | null>(null)
  const at = useRef<{ stream: MediaStream; recording: Recording; loudness: Loudness; begun: number } | null>(null)
  const end = () => {
    const now = at.current
    at.current = null
    setSeconds(null)
    if (now === null) return
    void now.recording.stop().then((file) => {
      now.loudness.close()
      closeMicrophone(now.stream)
      took(file)
    })
  }
  const begin = async () => {
    const stream = await openMicrophone(settingsStore.state.microphone)
    if (stream === 'REFUSED' || stream === 'MISSING') return failed(t.phone.noMicrophone[stream])
    failed('')
    at.current = { stream, recording: new Recording(stream), loudness: new Loudness(stream), begun: Date.now() }
    setSeconds(0)
  }
  const running = seconds !== null
  useEffect(() => {
    if (!running) return
    const timer = setInterval(() => {
      const passed = Math.floor((Date.now() - (at.current?.begun ?? Date.now())) / 1_000)
      setSeconds(passed)
      if (passed >= MOST_SECONDS) end()
    }, 250)
    return () => clearInterval(timer)
  })
  // Who leaves the page has not recorded.
  useEffect(
    () => () => {
      at.current?.loudness.close()
      closeMicrophone(at.current?.stream ?? null)
    },
    [],
  )
  if (!running)
    return (
      <Button icon="microphone" aria-label={`${say.record}: ${name}`} onClick={() => void begin()}>
        {say.record}
      </Button>
    )
  return (
    <>
      <span role="timer">{say.running(seconds, MOST_SECONDS)}</span>
      <Level read={() => at.current?.loudness.read() ?? 0} />
      <Button look="go" autoFocus onClick={end}>
        {say.stop}
      </Button>
    </>
  )
}

function Picker({ name, took }: { name: string; took: (file: Blob) => void }) {
  const say = words.teams.prompts
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="audio/*"
        hidden
        aria-label={`${say.choose}: ${name}`}
        onChange={({ target }) => {
          const file = target.files?.[0]
          target.value = ''
          if (file !== undefined) took(file)
        }}
      />
      <Button icon="file" aria-label={`${say.choose}: ${name}`} onClick={() => input.current?.click()}>
        {say.choose}
      </Button>
    </>
  )
}

/** What was just recorded, before callers hear it. */
function Taken({ sound, keep, drop }: { sound: AudioBuffer; keep: () => void; drop: () => void }) {
  const say = words.teams.prompts
  const [stop, setStop] = useState<(() => void) | null>(null)
  useEffect(() => () => stop?.(), [stop])
  const listen = () => setStop(() => playOnce(sound, () => setStop(null)))
  return (
    <>
      <span className="small second">{t.phone.seconds(Math.max(1, Math.round(sound.duration)))}</span>
      <Button icon={stop === null ? 'play' : 'pause'} onClick={() => (stop === null ? listen() : setStop(null))}>
        {stop === null ? say.listen : say.stop}
      </Button>
      <Button look="go" autoFocus onClick={keep}>
        {say.keep}
      </Button>
      <Button onClick={drop}>{say.drop}</Button>
    </>
  )
}
