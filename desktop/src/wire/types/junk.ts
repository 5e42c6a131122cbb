import type { Schema } from '../contract'

// Junk lane.

/** GET /api/junk?before= -> JunkPage; POST /api/junk/dismiss {ids, all?}; POST /api/junk/rescue {ids} (becomes a matter). */
export type JunkRow = Schema['JunkRow']
export type JunkPage = Schema['JunkPage']
