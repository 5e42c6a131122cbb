import type { StreamCommand, StreamEvent, StreamPosition, Id, Viewer } from './types'

/**
 * The live stream. It reconnects by itself with a growing, jittered pause, says again what was being watched, and
 * reports in three words how fresh the screen is. Events are handed on as they arrive; the model batches them.
 */
export type Freshness = 'LIVE' | 'CATCHING_UP' | 'OFFLINE'

export interface StreamListener {
  event(event: StreamEvent): void
  freshness(freshness: Freshness): void
  /** The server is a new one, or we were away too long: take the snapshots again. */
  resync(): void
  /** Connected again, and watching again: what was said of this customer meanwhile was not kept for us. */
  away(customer: Id): void
}

const FIRST_PAUSE_MILLIS = 400
const LONGEST_PAUSE_MILLIS = 10_000
const PING_MILLIS = 20_000
const SETTLED_MILLIS = 250

export class Stream {
  private socket: WebSocket | null = null
  private position: StreamPosition | null = null
  private watched: { customer: Id | null; grade: Viewer['grade'] } = { customer: null, grade: 'VIEWING' }
  private organisation: Id | null = null
  private pauseMillis = FIRST_PAUSE_MILLIS
  private retry: ReturnType<typeof setTimeout> | undefined
  private settle: ReturnType<typeof setTimeout> | undefined
  private ping: ReturnType<typeof setInterval> | undefined
  private closed = false
  private heardPong = false
  private awaitingPong = false
  private wasOpen = false
  private wasAway = false

  constructor(private readonly listener: StreamListener) {
    addEventListener('online', this.retryNow)
    addEventListener('offline', this.lost)
    document.addEventListener('visibilitychange', this.retryNow)
  }

  /** Starts, or starts again, from a snapshot's position. */
  follow(position: StreamPosition): void {
    this.position = { ...position }
    this.closed = false
    if (this.socket === null) this.connect()
  }

  watch(customer: Id | null, grade: Viewer['grade']): void {
    if (this.watched.customer === customer && this.watched.grade === grade) return
    this.watched = { customer, grade }
    this.say({ kind: 'watch', customer, grade })
  }

  watchOrganisation(organisation: Id | null): void {
    if (this.organisation === organisation) return
    this.organisation = organisation
    this.say({ kind: 'watch-organisation', organisation })
  }

  stop(): void {
    this.closed = true
    clearTimeout(this.retry)
    this.drop()
  }

  private connect(): void {
    clearTimeout(this.retry)
    if (this.closed || this.position === null) return
    const { boot, seq } = this.position
    const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:'
    const address = `${scheme}//${location.host}/api/stream?boot=${encodeURIComponent(boot)}&seq=${seq}`
    const socket = new WebSocket(address)
    this.socket = socket
    this.listener.freshness('CATCHING_UP')
    socket.onopen = () => {
      this.pauseMillis = FIRST_PAUSE_MILLIS
      this.awaitingPong = false
      this.wasAway = this.wasOpen
      this.wasOpen = true
      if (this.watched.customer !== null) this.say({ kind: 'watch', ...this.watched })
      if (this.organisation !== null) {
        this.say({ kind: 'watch-organisation', organisation: this.organisation })
        if (this.wasAway) this.listener.event({ kind: 'organisation', seq: 0, organisation: this.organisation })
      }
      this.ping = setInterval(() => this.beat(), PING_MILLIS)
      this.settleSoon()
    }
    socket.onmessage = (message: MessageEvent<string>) => this.receive(message.data)
    socket.onclose = () => {
      if (this.socket === socket) this.lost()
    }
  }

  private receive(data: string): void {
    const event = JSON.parse(data) as StreamEvent
    this.awaitingPong = false
    switch (event.kind) {
      case 'pong':
        this.heardPong = true
        return
      case 'hello':
        if (this.position !== null && event.boot !== this.position.boot) {
          this.wasAway = false
          this.listener.resync()
        }
        this.settleSoon()
        return
      case 'resync':
        this.wasAway = false
        this.listener.resync()
        return
      case 'watched':
        if (this.wasAway) this.listener.away(event.customer)
        this.wasAway = false
        return
      case 'signed-out':
        this.listener.event(event)
        this.stop()
        return
      default:
        if ('seq' in event && this.position !== null) this.position.seq = Math.max(this.position.seq, event.seq)
        this.listener.event(event)
    }
  }

  /** What was missed comes at once after a reconnect: a quarter of a second of quiet, and we are level. */
  private settleSoon(): void {
    clearTimeout(this.settle)
    this.settle = setTimeout(() => this.listener.freshness('LIVE'), SETTLED_MILLIS)
  }

  private beat(): void {
    if (this.heardPong && this.awaitingPong) return this.lost()
    this.awaitingPong = true
    this.say({ kind: 'ping' })
  }

  private say(command: StreamCommand): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(command))
  }

  private readonly lost = (): void => {
    this.drop()
    if (this.closed) return
    this.listener.freshness('OFFLINE')
    clearTimeout(this.retry)
    this.retry = setTimeout(() => this.connect(), this.pauseMillis * (0.5 + Math.random() / 2))
    this.pauseMillis = Math.min(this.pauseMillis * 2, LONGEST_PAUSE_MILLIS)
  }

  private readonly retryNow = (): void => {
    if (this.socket !== null || this.closed || document.hidden) return
    this.pauseMillis = FIRST_PAUSE_MILLIS
    this.connect()
  }

  private drop(): void {
    clearInterval(this.ping)
    clearTimeout(this.settle)
    const socket = this.socket
    this.socket = null
    if (socket === null) return
    socket.onclose = null
    socket.onmessage = null
    socket.close()
  }
}
