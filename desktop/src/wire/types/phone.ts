import type { Schema } from '../contract'

// The telephone.

/** GET /api/phone, and pushed whenever it changed: everything that the telephone of one agent shows. */
export type PhoneView = Schema['PhoneWirePhoneView']

export type Call = Schema['PhoneWireCallView']

export type CallCustomer = Schema['PhoneWireCustomerRef']

/** Whom nobody has answered yet. */
export type WaitingCaller = Schema['PhoneWireWaitingView']

/** The telephone on my desk: as whom it registers, and whether it is there. */
export type DeskPhone = Schema['DeskPhoneView']

/** What is typed into it; shown once. */
export type DeskPhoneMade = Schema['DeskPhoneMadeDeskPhone']

export type DeskPhoneThere = Schema['DeskPhoneThereView']

/** A call on tape: the customer on the left channel, we on the right. */
export type Recording = Schema['RecordingView']

/** Whether a team's calls are recorded, and for how long they are kept. */
export type RecordingRule = Schema['RecordingRuleRuleView']

/** How the line of one party sounds just now, with the numbers behind it. */
export type Meter = Schema['PhoneWireMeterView']

/** Something that keeps one party from being heard, or lets them hear somebody else. */
export type CallFault = Schema['PhoneWireFaultView']

/** One of us who hears a call without being in it. */
export type CallListener = Schema['PhoneWireListenerView']

/** A call of others that I hear. */
export type Listening = Schema['PhoneWireListeningView']

/** A call that goes on, as those see it who may listen to it. */
export type GoingCall = Schema['ListenGoingCall']

/** What came of a call, and what could be said of it. */
export type CallDisposition = Schema['DispositionCallDisposition']

/** A word for what comes of calls, as administrators see it. */
/** A word of a list that people choose among. */
export type WordSetup = Schema['WordView']

/** After a call: what was said is written down until then, and nothing rings. */
export type WrapUp = Schema['PhoneWireWrapUpView']
