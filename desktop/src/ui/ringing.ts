import { sounding, soundsOn, wakeWithTouch } from './sound'

/**
 * The ring of this house: three soft notes that rise, a breath, and again. The first time it is half as loud, so that
 * nobody is startled.
 */
const NOTES = [
  { hertz: 587.33, at: 0 },
  { hertz: 739.99, at: 0.16 },
  { hertz: 880, at: 0.32 },
] as const
const AGAIN_MILLIS = 2_600
const FADE_SECONDS = 0.9
const LOUDEST = 0.5

export class Ring {
  private timer: ReturnType<typeof setInterval> | undefined
  private out: GainNode | null = null
  private player: HTMLAudioElement | null = null
  private sleep: (() => void) | null = null

  get sounds(): boolean {
    return this.timer !== undefined
  }

  /**
   * @param volume 0 to 100
   * @param device where it sounds; empty: where the browser sounds
   */
  start(volume: number, device: string): void {
    this.stop()
    const sounds = sounding()
    this.sleep = wakeWithTouch(() => void sounds.resume())
    const out = sounds.createGain()
    this.out = out
    if (device === '') out.connect(sounds.destination)
    else this.through(out, device)
    let times = 0
    const loud = ((volume / 100) ** 2) * LOUDEST
    const ring = () => this.ring(out, times++ === 0 ? loud / 2 : loud)
    ring()
    this.timer = setInterval(ring, AGAIN_MILLIS)
  }

  stop(): void {
    clearInterval(this.timer)
    this.timer = undefined
    this.sleep?.()
    this.out?.disconnect()
    this.player?.pause()
    this.out = this.player = this.sleep = null
  }

  private through(out: GainNode, device: string): void {
    const stream = sounding().createMediaStreamDestination()
    out.connect(stream)
    const player = new Audio()
    player.srcObject = stream.stream
    this.player = player
    void soundsOn(player, device).then(() => player.play().catch(() => undefined))
  }

  private ring(out: GainNode, loud: number): void {
    const sounds = sounding()
    if (sounds.state !== 'running') return
    for (const { hertz, at } of NOTES) {
      const from = sounds.currentTime + 0.02 + at
      const note = sounds.createOscillator()
      const swell = sounds.createGain()
      note.type = 'sine'
      note.frequency.value = hertz
      swell.gain.setValueAtTime(0, from)
      swell.gain.linearRampToValueAtTime(loud, from + 0.025)
      swell.gain.exponentialRampToValueAtTime(0.0001, from + FADE_SECONDS)
      note.connect(swell).connect(out)
      note.start(from)
      note.stop(from + FADE_SECONDS)
    }
  }
}
