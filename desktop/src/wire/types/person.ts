import type { Schema } from '../contract'

// A person's page.

export type ContactPoint = Schema['ContactPointView']

/** GET /api/customers/{id}/organisation; PUT {name, rename}: an empty name takes them out of it. */
export type Organisation = Schema['OrganisationView']

export type HomeWhy = Schema['HomeWhy']

/** POST /api/customers/{id}/contact-points {value, shared}: 409 code `of-another`; DELETE .../contact-points/{id} */

export type Matter = Schema['MatterView']

/** GET /api/customers/{id} */
export type CustomerPage = Schema['CustomerPage']

export type Absorbed = Schema['AbsorbedView']

/** Why two records may be one person; null when somebody chose the other. */
export type LikenessWhy = Schema['DuplicateWhy']

/**
 * GET /api/customers/{id}/duplicates; GET /api/customers/{id}/beside/{other}: the two, side by side.
 * POST /api/customers/{id}/merge {other} -> {id} of who speaks for both; /part {other}; /not-one-person {other}
 */
export type Likeness = Schema['LikenessView']

/** GET /api/customers/{id}/timeline?before={cursor} */
export type TimelinePage = Schema['TimelinePage']

export type Attachment = Schema['LineAttachment']

export type TimelineEntry = Schema['Line']

export type Delivery = Schema['LineDelivery']

export type Card = Schema['LineCard']

export type HandOver = Schema['HandOverView']
