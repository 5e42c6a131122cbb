import type { Schema } from '../contract'

// The screen Promises.

export type PromiseView = Schema['ListFiltersView']

/** Null: any. */
export type ListFilters = Schema['ListFilters']

/** GET /api/promises?view&team&owner&kind&channel&words&after&limit: nearest deadline first. */
export type PromisePage = Schema['ListPage']

export type ManyAct = 'TAKE' | 'HAND_OVER' | 'MOVE' | 'RELEASE' | 'PUT_ASIDE' | 'BRING_BACK'

/** POST /api/promises/many: at most 200 ids. */
export type ManyRequest = Schema['Many']

/** One for each id: what was not done says why. */
export type ManyResult = Schema['ManyResult']

/** GET /api/saved-views: one's own, then the team's. */
export type SavedView = Schema['SavedView']
