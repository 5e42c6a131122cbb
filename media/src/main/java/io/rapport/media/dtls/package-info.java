/// Keys for sound by a handshake on its own port (RFC 5763, RFC 5764): DTLS 1.2 by Bouncy Castle, who is who by the
/// fingerprints in the descriptions.
@NullMarked
package io.rapport.media.dtls;

import org.jspecify.annotations.NullMarked;
