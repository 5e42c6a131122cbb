/**
 * What this page sounds and hears. Browsers keep a page quiet until somebody touched it; what was to sound then begins
 * with the first touch.
 */
let context: AudioContext | null = null

/** The one context of the page. */
export function sounding(): AudioContext {
  context ??= new AudioContext({ latencyHint: 'interactive' })
  if (context.state === 'suspended') void context.resume().catch(() => undefined)
  return context
}

/** Tries again with the first touch. */
export function wakeWithTouch(wake: () => void): () => void {
  const events = ['pointerdown', 'keydown'] as const
  for (const event of events) addEventListener(event, wake, { once: true, capture: true })
  return () => {
    for (const event of events) removeEventListener(event, wake, { capture: true })
  }
}

/** Lets a player sound on a device; where that is not possible, or it is gone, it sounds where the browser sounds. */
export async function soundsOn(player: HTMLAudioElement, device: string): Promise<void> {
  if (!('setSinkId' in player)) return
  await player.setSinkId(device).catch(() => player.setSinkId('').catch(() => undefined))
}

const FLOOR_DECIBELS = -60

/** How loud a stream is, as people hear it. */
export class Loudness {
  private readonly analyser: AnalyserNode
  private readonly source: MediaStreamAudioSourceNode
  private readonly samples: Float32Array<ArrayBuffer>

  constructor(stream: MediaStream) {
    const sounds = sounding()
    this.analyser = sounds.createAnalyser()
    this.analyser.fftSize = 512
    this.samples = new Float32Array(this.analyser.fftSize)
    this.source = sounds.createMediaStreamSource(stream)
    this.source.connect(this.analyser)
  }

  /** 0 (nothing) to 1 (as loud as it gets). */
  read(): number {
    this.analyser.getFloatTimeDomainData(this.samples)
    return levelOf(this.samples)
  }

  close(): void {
    this.source.disconnect()
  }
}

export function levelOf(samples: Float32Array): number {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  const decibels = 10 * Math.log10(sum / Math.max(1, samples.length) + 1e-12)
  return Math.min(1, Math.max(0, 1 - decibels / FLOOR_DECIBELS))
}
