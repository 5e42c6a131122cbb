/// SIP messages (RFC 3261): read strictly from hostile bytes, written, and taken apart where somebody needs a part.
///
/// A message is believed only as far as its grammar holds: what is refused says why and with which status. Reading
/// never throws and takes time in proportion to the message. No class here keeps state or knows a socket.
@NullMarked
package io.rapport.media.sip;

import org.jspecify.annotations.NullMarked;
