import type { Schema } from '../contract'

export type Id = Schema['Id']
export type Instant = string

export type Channel = Schema['Channel']
export type Role = Schema['Role']
/** What the session may do. Roles map to these on the server alone. */
export type Permission = Schema['Permission']
export type PresenceState = Schema['PresenceState']

/** RFC 9457 problem+json. `code` is stable; `detail` says what happened and what to do next. */
export type Problem = Schema['Problem']
