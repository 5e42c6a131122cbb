/// STUN (RFC 8489) as far as a server needs it that browsers reach by ICE (RFC 8445) and that is never behind a NAT
/// itself: reading binding requests and answering them.
@NullMarked
package io.rapport.media.stun;

import org.jspecify.annotations.NullMarked;
