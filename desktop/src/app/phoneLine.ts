import { pauseBefore, recent, shouldLetGo, type Life } from '@/model/lineup'
import { phoneStore } from '@/model/phone'
import { Refusal } from '@/wire/http'
import { BrowserLine, type LineEnd } from '@/wire/line'
import { phone } from '@/wire/phone'

/** Keeps one line up as long as this window is to have it, and lets it go where another machine has it. */
export class KeptLine {
  private wanted = false
  private failures = 0
  private upSince: number | null = null
  private lives: Life[] = []
  /** How the line speaks, how it had better speak, and how it can't. */
  private speaks: string | null = null
  private suits: string | null = null
  private refused: string | null = null
  private asking = false
  private retry: ReturnType<typeof setTimeout> | undefined
  private readonly line: BrowserLine

  /** @param sound told what comes from the far side */
  constructor(sound: (stream: MediaStream) => void) {
    this.line = new BrowserLine({ up: () => this.up(), down: (how) => void this.down(how), sound })
    addEventListener('online', () => this.hurry())
    document.addEventListener('visibilitychange', () => this.hurry())
  }

  send(track: MediaStreamTrack | null): void {
    void this.line.send(track).catch(() => undefined)
  }

  /**
   * Whom we hear had better be spoken to so: the server answers a new offer by it. It understands us as it is, too, but
   * must write anew all that we say.
   */
  async speak(how: string | null): Promise<void> {
    this.suits = how
    if (this.asking) return
    this.asking = true
    try {
      while (this.suits !== null && this.suits !== this.speaks && this.suits !== this.refused && this.upSince !== null) {
        const suits = this.suits
        this.speaks = await this.line.offerAnew()
        if (this.speaks !== suits) this.refused = suits
      }
    } catch {
      // The next that changes asks again.
    } finally {
      this.asking = false
    }
  }

  keep(): void {
    this.wanted = true
    this.lives = []
    this.failures = 0
    void this.open()
  }

  /** @param how whether the server is told as well: then no call rings here any more */
  leave(how: 'QUIETLY' | 'ALOUD' | 'PAGE_CLOSES'): void {
    if (!this.wanted) return
    this.wanted = false
    this.upSince = null
    clearTimeout(this.retry)
    this.line.close()
    if (how !== 'QUIETLY') void phone.noLine(how === 'PAGE_CLOSES').catch(() => undefined)
  }

  private async open(): Promise<void> {
    clearTimeout(this.retry)
    phoneStore.dispatch({ kind: 'line', line: 'OPENING' })
    this.refused = null
    try {
      this.speaks = await this.line.open()
    } catch (error) {
      if (error instanceof Refusal && error.problem.status === 401) return this.leave('QUIETLY')
      this.again()
    }
  }

  private up(): void {
    this.failures = 0
    this.upSince ??= Date.now()
    phoneStore.dispatch({ kind: 'line', line: 'UP' })
  }

  private async down(how: LineEnd): Promise<void> {
    const now = Date.now()
    if (this.upSince !== null) this.lives = [...recent(this.lives, now), { from: this.upSince, to: now }]
    this.upSince = null
    if (!this.wanted) return
    if (shouldLetGo(this.lives, now) || (how === 'ENDED' && (await this.isElsewhere()))) return this.standAside()
    this.again()
  }

  /** Ours ended in good order, and the server has one of ours nevertheless: it is another one. */
  private async isElsewhere(): Promise<boolean> {
    const view = await phone.now().catch(() => null)
    return view?.line ?? false
  }

  private standAside(): void {
    this.leave('QUIETLY')
    phoneStore.dispatch({ kind: 'line', line: 'ELSEWHERE' })
  }

  private again(): void {
    if (!this.wanted) return
    phoneStore.dispatch({ kind: 'line', line: 'OPENING' })
    clearTimeout(this.retry)
    this.retry = setTimeout(() => void this.open(), pauseBefore(this.failures++, Math.random()))
  }

  private hurry(): void {
    if (!this.wanted || this.upSince !== null || document.hidden || this.failures === 0) return
    this.failures = 0
    void this.open()
  }
}
