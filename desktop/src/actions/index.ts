import type { Action } from './action'
import { administration } from './administration'
import * as erasing from './erasing'
import * as facts from './facts'
import * as junk from './junk'
import * as homes from './homes'
import * as knowledge from './knowledge'
import * as listing from './listing'
import * as merging from './merging'
import { moving } from './moving'
import * as person from './person'
import * as calling from './calling'
import * as calls from './phone'
import * as presence from './presence'
import * as promise from './promise'
import { sayReason } from './reasons'
import { goOrganisation } from './organisations'
import { askRoom } from './room'
import * as votes from './votes'
import * as wishes from './wishes'

/** Everything an agent can do. Order is the order of the sheet and of the palette. */
export const ACTIONS: readonly Action[] = [
  // First: while it rings, its keys mean the call.
  calls.answerCall,
  calls.notNow,
  calls.silence,
  calls.openCaller,
  calls.mute,
  calls.hold,
  calls.keypad,
  calls.promiseOnCall,
  calls.colleague,
  calls.unask,
  calls.onwards,
  calls.takeBack,
  calls.machineAnswered,
  calls.theyAgreed,
  calls.pauseRecording,
  calls.hangUp,
  calls.whisper,
  calls.joinListened,
  calls.stopListening,
  calls.sayWhatCame,
  calls.oneMoreMinute,
  calls.doneWithCall,
  calls.callThem,
  calls.answerLongest,
  calls.stopPickUp,
  calls.telephoneHere,
  calls.telephoneOn,
  calls.telephoneOff,
  calls.goTelephone,
  ...Object.values(promise),
  ...Object.values(person),
  sayReason,
  askRoom,
  knowledge.quoteSelection,
  knowledge.putArticle,
  knowledge.keepAnswer,
  merging.mergeWith,
  merging.partWhom,
  merging.addAddress,
  merging.setOrganisation,
  goOrganisation,
  homes.moveHome,
  facts.addExternalId,
  calling.planCall,
  calling.writeInstead,
  wishes.addAgreement,
  wishes.setQuiet,
  votes.askHow,
  merging.exportPerson,
  erasing.erase,
  listing.selectRow,
  listing.selectTo,
  listing.selectAll,
  listing.selectNone,
  listing.filterWords,
  listing.saveView,
  ...Object.values(junk),
  ...moving,
  ...administration,
  ...presence.atWork,
  ...presence.away,
  presence.home,
]

export { answer, callAt, listenTo, press } from './phone'
export { answerQuestion, settleQuestion } from './room'
export { keepAsArticle } from './knowledge'
export { callBack } from './waiting'
export { useLoaded } from './loaded'
export type { Presence } from './presence'
export { mayNow, contextNow, onRow, attempt, type Action, type Context } from './action'
export {
  erasing as erasingActions,
  facts as factActions,
  listing as listActions,
  merging as mergingActions,
  person as personActions,
  calls as phoneActions,
  presence as presenceActions,
  promise as promiseActions,
  calling as callingActions,
  votes as voteActions,
  wishes as wishActions,
}
