/// SIP over UDP, TCP and TLS (RFC 3261 section 18): sockets that anybody may reach, bounded in number, size and time.
@NullMarked
package io.rapport.media.sip.transport;

import org.jspecify.annotations.NullMarked;
