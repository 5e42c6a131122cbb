import type { Action } from './action'
import * as facts from './facts'
import * as merging from './merging'
import { moving } from './moving'
import * as person from './person'
import * as promise from './promise'

/** Everything an agent can do. Order is the order of the sheet and of the palette. */
export const ACTIONS: readonly Action[] = [...Object.values(promise), ...Object.values(person), merging.mergeWith, merging.partWhom, merging.addAddress, merging.setOrganisation, facts.addExternalId, merging.exportPerson, ...moving]

export { useLoaded } from './loaded'
export { contextNow, onRow, attempt, type Action, type Context } from './action'
export { facts as factActions, merging as mergingActions, person as personActions, promise as promiseActions }
