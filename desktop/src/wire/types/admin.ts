import type { Schema } from '../contract'

// Administration.

/** GET/POST /api/admin/teams, PUT /api/admin/teams/{id} */
/** What callers of a team hear on one occasion, in one language. */
export type Prompt = Schema['PromptView']

export type TeamSetup = Schema['TeamSetupsTeamSetup']

/** GET/POST /api/admin/agents, PUT /api/admin/agents/{id}: a new agent's answer carries `link`, a one-time sign-in link. */
export type AgentSetup = Schema['AdminAgentSetup']

/** GET/POST /api/admin/doors, PUT /api/admin/doors/{id}; POST /api/admin/doors/{id}/test sends a test contact through it. */
export type DoorSetup = Schema['DoorSetupsDoorSetup']

/** GET /api/admin/trunks/sound */
export type TrunkSound = Schema['TrunkSound']

/** GET/POST /api/admin/trunks, PUT /api/admin/trunks/{id} */
export type TrunkSetup = Schema['TrunkSetup']

/** GET /api/admin/knocks: what the mystery customer found. PUT /api/admin/doors/{id}/knocks sets everyHours (0: never). */
export type DoorKnocks = Schema['MysteryDoorKnocks']

export type MailServer = Schema['DoorSetupsServerSetup']

export type MailProvider = Schema['MailProvider']

export type MailConnection = Schema['DoorSetupsConnectionSetup']

/** GET /api/admin/mail-providers. */
export type MailProviders = Schema['ConsentProviders']

/** What is known of a provider; empty where nothing is. */
export type MailPreset = Schema['ConsentPreset']

/** GET /api/admin/first-hour -> steps of the first hour, done or not. */
export type FirstHour = Schema['AdminFirstHour']
