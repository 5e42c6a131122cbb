import { sounding } from './sound'

/** Better than a telephone carries, and small. */
const RATE = 16_000
const HEADER_BYTES = 44

/** What a microphone gives, from now until it is stopped. */
export class Recording {
  private readonly recorder: MediaRecorder
  private readonly parts: Blob[] = []

  constructor(stream: MediaStream) {
    this.recorder = new MediaRecorder(stream)
    this.recorder.ondataavailable = ({ data }) => this.parts.push(data)
    this.recorder.start()
  }

  /** @returns as browsers pack it */
  stop(): Promise<Blob> {
    return new Promise((done) => {
      this.recorder.onstop = () => done(new Blob(this.parts))
      this.recorder.stop()
    })
  }
}

/** What is heard in a file of any kind that this browser knows, in one channel. Fails for others. */
export async function heardIn(file: Blob): Promise<AudioBuffer> {
  const decoded = await sounding().decodeAudioData(await file.arrayBuffer())
  const room = new OfflineAudioContext(1, Math.max(1, Math.ceil(decoded.duration * RATE)), RATE)
  const source = room.createBufferSource()
  source.buffer = decoded
  source.connect(room.destination)
  source.start()
  return room.startRendering()
}

/** As a WAV file: sixteen bits, one channel. */
export function wavOf(sound: AudioBuffer): Blob {
  const samples = sound.getChannelData(0)
  const file = new DataView(new ArrayBuffer(HEADER_BYTES + samples.length * 2))
  const words = (at: number, text: string) => [...text].forEach((letter, index) => file.setUint8(at + index, letter.charCodeAt(0)))
  words(0, 'RIFF')
  file.setUint32(4, file.byteLength - 8, true)
  words(8, 'WAVEfmt ')
  file.setUint32(16, 16, true)
  file.setUint16(20, 1, true)
  file.setUint16(22, 1, true)
  file.setUint32(24, sound.sampleRate, true)
  file.setUint32(28, sound.sampleRate * 2, true)
  file.setUint16(32, 2, true)
  file.setUint16(34, 16, true)
  words(36, 'data')
  file.setUint32(40, samples.length * 2, true)
  samples.forEach((sample, index) => file.setInt16(HEADER_BYTES + index * 2, Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), true))
  return new Blob([file.buffer], { type: 'audio/wav' })
}

/** Lets it be heard once. @returns what ends that */
export function playOnce(sound: AudioBuffer, ended: () => void): () => void {
  const source = sounding().createBufferSource()
  source.buffer = sound
  source.connect(sounding().destination)
  source.onended = ended
  source.start()
  return () => source.stop()
}
