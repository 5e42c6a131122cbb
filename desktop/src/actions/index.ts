import type { Action } from './action'
import * as listing from './listing'
import * as merging from './merging'
import { moving } from './moving'
import * as person from './person'
import * as promise from './promise'

/** Everything an agent can do. Order is the order of the sheet and of the palette. */
export const ACTIONS: readonly Action[] = [...Object.values(promise), ...Object.values(person), merging.mergeWith, merging.partWhom, merging.addAddress, merging.setOrganisation, merging.exportPerson, listing.selectRow, listing.selectTo, listing.selectAll, listing.selectNone, listing.filterWords, listing.saveView, ...moving]

export { useLoaded } from './loaded'
export { contextNow, onRow, attempt, type Action, type Context } from './action'
export { listing as listActions, merging as mergingActions, person as personActions, promise as promiseActions }
