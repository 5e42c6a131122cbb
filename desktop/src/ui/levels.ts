import { Loudness } from './sound'

/** How loud we are and how loud they are just now, for whoever draws it. */
class Heard {
  private loudness: Loudness | null = null

  /** @param stream what is listened to from now on; null: nothing */
  listen(stream: MediaStream | null): void {
    this.loudness?.close()
    this.loudness = stream === null || stream.getAudioTracks().length === 0 ? null : new Loudness(stream)
  }

  readonly read = (): number => this.loudness?.read() ?? 0
}

export const ours = new Heard()
export const theirs = new Heard()
