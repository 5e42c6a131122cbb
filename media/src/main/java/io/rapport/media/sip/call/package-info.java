/// SIP calls: dialogs (RFC 3261 section 12), sessions (sections 13 and 14), offers and answers (RFC 3264), reliable
/// provisional answers (RFC 3262), UPDATE (RFC 3311) and session timers (RFC 4028). A call here is one leg: somebody
/// and
/// us. What is heard on it is not this package's business.
///
/// Each leg has a mailbox: all that happens to it happens one after the other, on a virtual thread.
@NullMarked
package io.rapport.media.sip.call;

import org.jspecify.annotations.NullMarked;
