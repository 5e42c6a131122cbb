import type { Schema } from '../contract'

// People of ours.

export type Agent = Schema['AgentView']

export type Presence = Schema['PresenceView']

export type Team = Schema['TeamView']
