import { isHeard, needsMicrophone, phoneStore, rings } from '@/model/phone'
import { settingsStore } from '@/model/settings'
import { heard, reminds, SILENT } from '@/model/speaking'
import { ours, theirs } from '@/ui/levels'
import { Ring } from '@/ui/ringing'
import { soundsOn, wakeWithTouch } from '@/ui/sound'
import { closeMicrophone, openMicrophone, watchGranted } from '@/wire/microphone'

const LISTENED_EVERY_MILLIS = 120

/** What is heard and what is said: ring, loudspeaker, microphone. Follows the telephone and the settings. */
export class PhoneSound {
  private readonly ring = new Ring()
  private readonly player = new Audio()
  private microphone: MediaStream | null = null
  /** The same once more: what is muted is still listened to, so that who speaks into it is told. */
  private ear: MediaStream | null = null
  private device = ''
  private speaker = ''
  private opening: Promise<boolean> | null = null
  private granted = false
  private speaking = SILENT
  private sleep: (() => void) | null = null

  /** @param send told what is sent to the far side from now on */
  constructor(private readonly send: (track: MediaStreamTrack | null) => void) {
    this.player.autoplay = true
    void watchGranted((granted) => {
      this.granted = granted
      if (granted) phoneStore.dispatch({ kind: 'microphone', microphone: this.microphone === null ? 'CLOSED' : 'OPEN' })
      this.settle()
    })
    setInterval(() => this.listen(), LISTENED_EVERY_MILLIS)
    navigator.mediaDevices.addEventListener('devicechange', () => this.settle())
  }

  hear(stream: MediaStream): void {
    this.player.srcObject = stream
    theirs.listen(stream)
    this.play()
  }

  /** Opens the microphone, if it is not open. @returns whether it is */
  open(): Promise<boolean> {
    const { microphone: wanted } = settingsStore.state
    if (this.microphone !== null && this.device === wanted && this.lives()) return Promise.resolve(true)
    this.opening ??= this.reopen(wanted).finally(() => (this.opening = null))
    return this.opening
  }

  settle(): void {
    const phone = phoneStore.state
    const { ringVolume, ringDevice, speaker } = settingsStore.state
    if (rings(phone) !== this.ring.sounds) {
      if (rings(phone)) this.ring.start(ringVolume, ringDevice)
      else this.ring.stop()
    }
    if (needsMicrophone(phone, this.granted)) {
      // Once refused it is asked for again when somebody answers, not with everything that happens.
      if (phone.microphone !== 'REFUSED' && phone.microphone !== 'MISSING') void this.open()
    } else this.close()
    for (const track of this.microphone?.getAudioTracks() ?? []) track.enabled = isHeard(phone)
    if (this.speaker !== speaker) void soundsOn(this.player, (this.speaker = speaker))
  }

  stop(): void {
    this.ring.stop()
    this.close()
    this.player.srcObject = null
    theirs.listen(null)
  }

  private async reopen(wanted: string): Promise<boolean> {
    if (this.microphone === null) phoneStore.dispatch({ kind: 'microphone', microphone: 'OPENING' })
    const opened = await openMicrophone(wanted)
    if (typeof opened === 'string') {
      this.close()
      phoneStore.dispatch({ kind: 'microphone', microphone: opened })
      return false
    }
    closeMicrophone(this.microphone)
    closeMicrophone(this.ear)
    this.microphone = opened
    this.device = wanted
    this.ear = opened.clone()
    ours.listen(this.ear)
    for (const track of opened.getAudioTracks()) track.enabled = isHeard(phoneStore.state)
    this.send(opened.getAudioTracks()[0] ?? null)
    phoneStore.dispatch({ kind: 'microphone', microphone: 'OPEN' })
    return true
  }

  private close(): void {
    if (this.microphone === null) return
    this.send(null)
    ours.listen(null)
    closeMicrophone(this.microphone)
    closeMicrophone(this.ear)
    this.microphone = this.ear = null
    phoneStore.dispatch({ kind: 'microphone', microphone: 'CLOSED' })
  }

  private lives(): boolean {
    return this.microphone?.getAudioTracks().some((track) => track.readyState === 'live') ?? false
  }

  private play(): void {
    this.player.play().then(
      () => phoneStore.dispatch({ kind: 'quiet', quiet: false }),
      (error: unknown) => {
        if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return
        phoneStore.dispatch({ kind: 'quiet', quiet: true })
        this.sleep?.()
        this.sleep = wakeWithTouch(() => this.play())
      },
    )
  }

  private listen(): void {
    const { muted } = phoneStore.state
    if (!muted || this.microphone === null) {
      this.speaking = SILENT
      return
    }
    const now = Date.now()
    this.speaking = heard(this.speaking, ours.read(), now)
    phoneStore.dispatch({ kind: 'reminded', reminded: reminds(this.speaking, now) })
  }
}
