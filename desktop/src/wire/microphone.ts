/** Why no microphone opened: refused by the person or their administrator, or not there. */
export type NoMicrophone = 'REFUSED' | 'MISSING'

export function canHear(): boolean {
  return 'RTCPeerConnection' in globalThis && navigator.mediaDevices !== undefined
}

/**
 * Opens it, with what browsers do against echo and noise. One that was chosen and is gone gives way to the usual one.
 *
 * @param device its id; empty: the usual one
 */
export async function openMicrophone(device: string): Promise<MediaStream | NoMicrophone> {
  const usual: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 }
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: device === '' ? usual : { ...usual, deviceId: { ideal: device } } })
  } catch (error) {
    return error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'SecurityError') ? 'REFUSED' : 'MISSING'
  }
}

export function closeMicrophone(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop()
}

/** Tells whether it opens without asking, now and whenever that changes. */
export async function watchGranted(told: (granted: boolean) => void): Promise<void> {
  try {
    const status = await navigator.permissions.query({ name: 'microphone' })
    status.onchange = () => told(status.state === 'granted')
    told(status.state === 'granted')
  } catch {
    // A browser that does not tell asks, if it must.
    told(false)
  }
}

export interface Devices {
  microphones: readonly MediaDeviceInfo[]
  speakers: readonly MediaDeviceInfo[]
}

/** Their names are only told once a microphone was allowed. */
export async function devices(): Promise<Devices> {
  const all = await navigator.mediaDevices.enumerateDevices()
  const named = (kind: MediaDeviceKind) => all.filter((one) => one.kind === kind && one.label !== '' && one.deviceId !== 'default' && one.deviceId !== '')
  return { microphones: named('audioinput'), speakers: named('audiooutput') }
}
