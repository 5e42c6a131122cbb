import { Loudness, sounding, soundsOn } from './sound'

const LATER_SECONDS = 1

/** Listens to a microphone, and on wish plays what it hears a second later: far enough from the voice to be told apart. */
export class Echo {
  private readonly loudness: Loudness
  private readonly source: MediaStreamAudioSourceNode
  private player: HTMLAudioElement | null = null

  constructor(private readonly microphone: MediaStream) {
    this.loudness = new Loudness(microphone)
    this.source = sounding().createMediaStreamSource(microphone)
  }

  readonly read = (): number => this.loudness.read()

  /** @param speaker where it is heard; empty: the usual one */
  hear(speaker: string): void {
    if (this.player !== null) return
    const later = sounding().createDelay(LATER_SECONDS)
    later.delayTime.value = LATER_SECONDS
    const out = sounding().createMediaStreamDestination()
    this.source.connect(later).connect(out)
    const player = new Audio()
    player.srcObject = out.stream
    this.player = player
    void soundsOn(player, speaker).then(() => player.play().catch(() => undefined))
  }

  close(): void {
    this.player?.pause()
    this.player = null
    this.source.disconnect()
    this.loudness.close()
    for (const track of this.microphone.getTracks()) track.stop()
  }
}
