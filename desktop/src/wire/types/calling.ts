import type { Schema } from '../contract'

/** When a customer may be called, when we said that we would, and what they permitted. */
export type Calling = Schema['CallingView']

/** A stretch of time in which we call. */
export type CallWindow = Schema['CallingWindowView']

export type CallPermission = Schema['CallingPermissionView']

/** When people of a country may be called, and where that stands. */
export type CallingRule = Schema['CallingRuleRuleView']

export type CallingScope = CallingRule['scope']
