/// Packets of sound and pictures (RFC 3550) and their protection (RFC 3711). Works on arrays in place, without
/// allocating, as each call brings a hundred packets a second.
@NullMarked
package io.rapport.media.rtp;

import org.jspecify.annotations.NullMarked;
