import { useEffect, useState } from 'react'
import { contextNow, phoneActions } from '@/actions'
import { isOpen, usePhone } from '@/model/phone'
import { settingsStore, useSettings, type Settings } from '@/model/settings'
import { t } from '@/text'
import { telephone as words } from '@/text/telephone'
import { Button } from '@/ui/Button'
import { CheckField, SelectField, TextField } from '@/ui/Field'
import { Ring } from '@/ui/ringing'
import { canHear, devices, type Devices } from '@/wire/microphone'
import { DeskPhone } from './DeskPhone'
import { VoiceTest } from './VoiceTest'

const NONE: Devices = { microphones: [], speakers: [] }
const RUNG_MILLIS = 2_400

/** My telephone in this browser: whether it is on, what it hears and sounds on, and whether that works. */
export function Telephone() {
  const settings = useSettings()
  const open = usePhone(isOpen)
  const line = usePhone((phone) => phone.line)
  const { known, look } = useDevices()
  const choice = (label: string, setting: 'microphone' | 'speaker' | 'ringDevice', of: readonly MediaDeviceInfo[], hint?: string) => (
    <SelectField label={label} hint={hint} value={of.some((one) => one.deviceId === settings[setting]) ? settings[setting] : ''} onChange={(event) => set({ [setting]: event.target.value })}>
      <option value="">{words.usual}</option>
      {of.map((one) => (
        <option key={one.deviceId} value={one.deviceId}>
          {one.label}
        </option>
      ))}
    </SelectField>
  )
  return (
    <main id="screen">
      <div className="plain sign-in">
        <header>
          <div>
            <h1>{words.title}</h1>
            <p>{words.second}</p>
          </div>
        </header>
        <section className="place sign-part">
          {!open && <p>{words.none}</p>}
          <CheckField label={words.on} hint={words.onWhy} checked={settings.telephone} onChange={(event) => set({ telephone: event.target.checked })} />
          <div className="row" role="status">
            <span className={`telephone-dot is-${line.toLowerCase()}`} aria-hidden="true" />
            <span>{words.state[line]}</span>
            {line === 'ELSEWHERE' && <Button onClick={() => void phoneActions.telephoneHere.perform(contextNow())}>{t.phone.here}</Button>}
          </div>
          {!canHear() && <p className="wrong">{words.unable}</p>}
          <p className="hint">{words.notifications}</p>
        </section>
        {canHear() && (
          <>
            <section className="place sign-part">
              {choice(words.microphone, 'microphone', known.microphones, known.microphones.length === 0 ? words.namesWhy : undefined)}
              {choice(words.speaker, 'speaker', known.speakers)}
              {choice(words.ringDevice, 'ringDevice', known.speakers, words.ringDeviceWhy)}
              <TextField label={words.volume} type="range" min={0} max={100} step={5} value={settings.ringVolume} onChange={(event) => set({ ringVolume: Number(event.target.value) })} />
              <div className="row">
                <Button icon="phone" onClick={() => ringOnce(settings)}>
                  {words.ring}
                </Button>
              </div>
            </section>
            <VoiceTest allowed={look} />
          </>
        )}
        <DeskPhone />
      </div>
    </main>
  )
}

const set = (changes: Partial<Settings>) => settingsStore.dispatch(changes)

function ringOnce({ ringVolume, ringDevice }: Settings): void {
  const ring = new Ring()
  ring.start(ringVolume, ringDevice)
  setTimeout(() => ring.stop(), RUNG_MILLIS)
}

/** What is plugged in, as it comes and goes. */
function useDevices(): { known: Devices; look: () => void } {
  const [known, setKnown] = useState(NONE)
  const look = () => void devices().then(setKnown, () => undefined)
  useEffect(() => {
    if (!canHear()) return
    look()
    navigator.mediaDevices.addEventListener('devicechange', look)
    return () => navigator.mediaDevices.removeEventListener('devicechange', look)
  }, [])
  return { known, look }
}
