import { phone } from './phone'

/** LOST: it broke, and may be opened again. ENDED: the far side let it go in good order. */
export type LineEnd = 'LOST' | 'ENDED'

export interface LineListener {
  up(): void
  down(how: LineEnd): void
  /** What comes from the far side, from the first moment on. */
  sound(stream: MediaStream): void
}

const GATHER_MILLIS = 2_000
const CONNECT_MILLIS = 15_000
const BREATH_MILLIS = 3_000

/**
 * The line between this browser and the server (WebRTC), kept warm without a microphone so that answering costs no
 * handshake. The server is ICE-lite with one candidate: one offer with everything in it, one answer, nothing after.
 */
export class BrowserLine {
  private peer: RTCPeerConnection | null = null
  private sender: RTCRtpSender | null = null
  private track: MediaStreamTrack | null = null
  private attempt = 0
  private patience: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly listener: LineListener) {}

  /**
   * Opens it, in place of one that is open. Throws when the server does not want it.
   *
   * @returns how it speaks; null when it was closed meanwhile
   */
  async open(): Promise<string | null> {
    this.close()
    const attempt = this.attempt
    const { servers, only } = await phone.ways()
    if (this.attempt !== attempt) return null
    const peer = new RTCPeerConnection({ bundlePolicy: 'max-bundle', iceServers: servers, iceTransportPolicy: only ? 'relay' : 'all' })
    this.peer = peer
    const incoming = new MediaStream()
    peer.ontrack = ({ track }) => {
      incoming.addTrack(track)
      this.listener.sound(incoming)
    }
    this.sender = peer.addTransceiver('audio', { direction: 'sendrecv' }).sender
    await this.sender.replaceTrack(this.track)
    await peer.setLocalDescription()
    await gathered(peer)
    const { answer } = await phone.line(peer.localDescription?.sdp ?? '')
    if (this.peer !== peer) return null
    this.watch(peer)
    await peer.setRemoteDescription({ type: 'answer', sdp: answer })
    return firstOf(answer)
  }

  /**
   * Asks once more how to speak, on the line that is open: nothing else of it changes. Throws when it can't be asked.
   *
   * @returns how it speaks from now on
   */
  async offerAnew(): Promise<string | null> {
    const peer = this.peer
    if (peer?.connectionState !== 'connected' || peer.signalingState !== 'stable') throw new Error('the line is not up')
    await peer.setLocalDescription()
    try {
      const { answer } = await phone.line(peer.localDescription?.sdp ?? '')
      if (this.peer === peer) await peer.setRemoteDescription({ type: 'answer', sdp: answer })
      return firstOf(answer)
    } catch (error) {
      if (this.peer === peer && awaitsAnswer(peer)) await peer.setLocalDescription({ type: 'rollback' })
      throw error
    }
  }

  close(): void {
    this.attempt++
    clearTimeout(this.patience)
    const peer = this.peer
    this.peer = null
    this.sender = null
    if (peer === null) return
    peer.onconnectionstatechange = null
    peer.ontrack = null
    peer.close()
  }

  /** What is sent from now on; null is silence. Costs no new offer. */
  async send(track: MediaStreamTrack | null): Promise<void> {
    if (this.track === track) return
    this.track = track
    await this.sender?.replaceTrack(track)
  }

  private watch(peer: RTCPeerConnection): void {
    const wait = (millis: number) => {
      clearTimeout(this.patience)
      this.patience = setTimeout(() => this.lose(peer, 'LOST'), millis)
    }
    wait(CONNECT_MILLIS)
    peer.onconnectionstatechange = () => {
      switch (peer.connectionState) {
        case 'connected':
          clearTimeout(this.patience)
          return this.listener.up()
        case 'disconnected':
          // It often comes back by itself.
          return wait(BREATH_MILLIS)
        case 'failed':
          return this.lose(peer, 'LOST')
        case 'closed':
          return this.lose(peer, 'ENDED')
        case 'new':
        case 'connecting':
          return
      }
    }
    const transport = this.sender?.transport ?? null
    if (transport !== null)
      transport.onstatechange = () => {
        if (transport.state === 'closed') this.lose(peer, 'ENDED')
      }
  }

  private lose(peer: RTCPeerConnection, how: LineEnd): void {
    if (this.peer !== peer) return
    this.close()
    this.listener.down(how)
  }
}

/** What a description puts first is what a browser speaks: its name, in capitals. */
function firstOf(sdp: string): string | null {
  const number = /^m=audio \d+ \S+ (\d+)/m.exec(sdp)?.[1]
  const name = number === undefined ? undefined : new RegExp(`^a=rtpmap:${number} ([^/]+)/`, 'm').exec(sdp)?.[1]
  return name?.toUpperCase() ?? null
}

const awaitsAnswer = (peer: RTCPeerConnection) => peer.signalingState === 'have-local-offer'

/** Candidates come within milliseconds, but nothing says that all do: after a while the offer goes with what is there. */
function gathered(peer: RTCPeerConnection): Promise<void> {
  if (peer.iceGatheringState === 'complete') return Promise.resolve()
  return new Promise((done) => {
    const timer = setTimeout(done, GATHER_MILLIS)
    peer.addEventListener('icegatheringstatechange', () => {
      if (peer.iceGatheringState !== 'complete') return
      clearTimeout(timer)
      done()
    })
  })
}
