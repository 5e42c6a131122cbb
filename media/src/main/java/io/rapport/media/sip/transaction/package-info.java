/// SIP transactions (RFC 3261 section 17, with the states that RFC 6026 adds): who retransmits what, until when, and
/// what is one request. Knows no socket and no clock: messages come in with the [Flow] that brought them, and time
/// comes
/// by [Timers]. All methods may be called by any thread; whoever uses a transaction is called one event at a time.
@NullMarked
package io.rapport.media.sip.transaction;

import org.jspecify.annotations.NullMarked;
