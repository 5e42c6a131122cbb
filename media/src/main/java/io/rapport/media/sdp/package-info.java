/// Session descriptions (RFC 8866): what two sides offer and answer each other (RFC 3264). Read from hostile text,
/// written, never resolved.
@NullMarked
package io.rapport.media.sdp;

import org.jspecify.annotations.NullMarked;
