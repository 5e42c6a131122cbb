import { ask } from './http'
import type { Id, RecordingRule } from './types'

/** Recordings of calls, and whose calls are recorded. */
export const recordings = {
  of: (id: Id) => ask('GET', '/api/recordings/{id}', { path: { id } }),
  /** A WAV file of two channels, of which the browser fetches what it plays. */
  address: (id: Id) => `/api/recordings/${id}/sound`,
  rules: () => ask('GET', '/api/admin/recording-rules'),
  saveRule: (team: Id, rule: RecordingRule['rule'], keepDays: number) => ask('PUT', '/api/admin/recording-rules/{team}', { path: { team }, body: { rule, keepDays } }),
}
