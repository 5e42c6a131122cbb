import type { Schema } from '../contract'

// What we ask people, and what they said.

/** GET /api/customers/{id}/votes, newest first. */
export type Vote = Schema['AskVoteView']

/** GET /api/surveys: what can be asked by hand. POST /api/customers/{id}/asks {survey} */
export type SurveyChoice = Schema['AskSurveyChoice']

/** GET/POST /api/admin/surveys, PUT /api/admin/surveys/{id} */
export type Survey = Schema['SurveyViewsSurveyView']
export type SurveyGiven = Schema['SurveyViewsSurveyGiven']
export type SurveyWords = Schema['SurveyViewsWordingView']
export type Scale = Survey['scale']

/** GET/PUT /api/admin/surveys/rules: whose votes are not counted. */
export type SurveyRules = Schema['SurveyRules']
