/**
 * One window of this browser at a time, by a Web Lock: the one that has it keeps it until it closes, another may take
 * it over, and those that wait get it in turn.
 */
export class Alone {
  private wanted = false
  private release: (() => void) | null = null

  /** @param told whether this window has it now */
  constructor(
    private readonly name: string,
    private readonly told: (has: boolean) => void,
  ) {}

  get has(): boolean {
    return this.release !== null
  }

  /** Takes it if nobody has it, else waits for it. */
  want(): void {
    if (this.wanted) return
    this.wanted = true
    if (!('locks' in navigator)) return this.got(() => undefined)
    void this.ask({ ifAvailable: true })
  }

  /** Takes it from whoever has it. */
  take(): void {
    this.wanted = true
    if (!this.has) void this.ask({ steal: true })
  }

  leave(): void {
    this.wanted = false
    this.release?.()
    this.release = null
  }

  private async ask(how: LockOptions): Promise<void> {
    try {
      await navigator.locks.request(this.name, how, (lock) => {
        if (lock === null) {
          if (this.wanted) this.told(false)
          return
        }
        // It came after nobody wanted it any more, or a second time.
        if (!this.wanted || this.has) return
        return new Promise<void>((release) => this.got(release))
      })
    } catch {
      // Taken over by another window.
      this.release = null
      if (this.wanted) this.told(false)
    }
    if (this.wanted && !this.has) void this.ask({})
  }

  private got(release: () => void): void {
    this.release = release
    this.told(true)
  }
}
