import type { Schema } from '../contract'

// What went wrong or will change, whom it touches, and what they are told.

/** GET /api/incidents -> {incidents} */
export type IncidentRow = Schema['IncidentRow']
export type IncidentKind = IncidentRow['kind']
export type IncidentState = IncidentRow['state']

/** GET, POST, PUT /api/incidents/{id}, and each step */
export type Incident = Schema['IncidentView']
export type NoticeText = Schema['NoticeText']
export type Figures = Schema['FiguresView']
export type Campaign = Schema['CampaignView']
export type Progress = Schema['ProgressView']
export type WordFault = Schema['FaultView']
export type Reach = Schema['ReachView']
export type TouchedFile = Schema['FileView']

/** GET /api/incidents/{id}/touched, /opinions, /make-goods; GET /api/campaigns/{id}/attempts */
export type Touched = Schema['TouchedRow']
export type Opinion = Schema['OpinionView']
export type MakeGood = Schema['MakeGoodView']
export type Attempt = Schema['AttemptRow']

/** GET /api/customers/{id}/incidents */
export type Concern = Schema['ConcernView']
export type Concerns = Schema['ConcernList']

/** GET /api/suppressions */
export type Suppression = Schema['SuppressionRow']
