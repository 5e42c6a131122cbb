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

  /** Opens it, in place of one that is open. Throws when the server does not want it. */
  async open(): Promise<void> {
    this.close()
    const attempt = this.attempt
    const { servers, only } = await phone.ways()
    if (this.attempt !== attempt) return
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
    if (this.peer !== peer) return
    this.watch(peer)
    await peer.setRemoteDescription({ type: 'answer', sdp: answer })
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
