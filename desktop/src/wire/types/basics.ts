export type Id = string
export type Instant = string

export type Channel = 'PHONE' | 'VOICEMAIL' | 'MAIL' | 'FORM' | 'CHAT' | 'VIDEO' | 'POST' | 'VOTE'
export type Role = 'AGENT' | 'LEAD' | 'ADMINISTRATOR' | 'AUDITOR'
/** What the session may do. Roles map to these on the server alone. */
export type Permission =
  | 'SEE_DESK'
  | 'SEE_CUSTOMERS'
  | 'EXPORT_CUSTOMERS'
  | 'ANSWER'
  | 'HOLD_PROMISES'
  | 'WRITE_KNOWLEDGE'
  | 'SORT_JUNK'
  | 'SAY_PRESENCE'
  | 'SEE_SETTINGS'
  | 'CHANGE_TEAMS'
  | 'CHANGE_AGENTS'
  | 'CHANGE_DOORS'
  | 'CHANGE_SIGN_IN'
  | 'SEE_AUDIT'
  | 'CHANGE_FIELDS'
  | 'IMPORT_CUSTOMERS'
  | 'ERASE_CUSTOMERS'
  | 'MOVE_CUSTOMERS'
  | 'OWN_SIGN_IN'
export type PresenceState = 'AVAILABLE' | 'HANDLING' | 'WRAP_UP' | 'AWAY' | 'OFFLINE'

/** RFC 9457 problem+json. `code` is stable; `detail` says what happened and what to do next. */
export interface Problem {
  type: string
  title: string
  status: number
  code: string
  detail: string
  /** For refused fields: name of the field to a sentence. */
  fields?: Record<string, string>
}
