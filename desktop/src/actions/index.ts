import type { Action } from './action'
import * as erasing from './erasing'
import * as facts from './facts'
import * as merging from './merging'
import { moving } from './moving'
import * as person from './person'
import * as promise from './promise'
import * as wishes from './wishes'

/** Everything an agent can do. Order is the order of the sheet and of the palette. */
export const ACTIONS: readonly Action[] = [...Object.values(promise), ...Object.values(person), merging.mergeWith, merging.partWhom, merging.addAddress, merging.setOrganisation, facts.addExternalId, wishes.addAgreement, wishes.setQuiet, merging.exportPerson, erasing.erase, ...moving]

export { useLoaded } from './loaded'
export { contextNow, onRow, attempt, type Action, type Context } from './action'
export { erasing as erasingActions, facts as factActions, merging as mergingActions, person as personActions, promise as promiseActions, wishes as wishActions }
