import type { Schema } from '../contract'

// What went wrong or will change, whom it touches, and what they are told.

/** GET /api/incidents -> {incidents} */
export type IncidentRow = Schema['OutreachViewsIncidentRow']
export type IncidentKind = IncidentRow['kind']
export type IncidentState = IncidentRow['state']

/** GET, POST, PUT /api/incidents/{id}, and each step */
export type Incident = Schema['OutreachViewsIncidentView']
/** POST /api/incidents, PUT /api/incidents/{id} */
export type IncidentGiven = Schema['IncidentReadingGiven']
export type TextGiven = Schema['IncidentReadingTextGiven']
export type NoticeText = Schema['OutreachViewsNoticeText']
export type Figures = Schema['OutreachViewsFiguresView']
export type Campaign = Schema['OutreachViewsCampaignView']
export type Progress = Schema['OutreachViewsProgressView']
export type WordFault = Schema['OutreachViewsFaultView']
export type Reach = Schema['IncidentReachView']
export type TouchedFile = Schema['IncidentFileView']

/** GET /api/incidents/{id}/touched, /opinions, /make-goods; GET /api/campaigns/{id}/attempts */
export type Touched = Schema['IncidentTouchedRow']
export type Opinion = Schema['IncidentOpinionView']
export type MakeGood = Schema['MakeGoodView']
export type Attempt = Schema['CampaignAttemptRow']

/** GET /api/customers/{id}/incidents */
export type Concern = Schema['ConcernView']
export type Concerns = Schema['ConcernList']

/** GET /api/suppressions */
export type Suppression = Schema['SuppressionRow']
