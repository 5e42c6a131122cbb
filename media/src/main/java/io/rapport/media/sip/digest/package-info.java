/// Who somebody is, shown by a password that nobody sends (RFC 7616, RFC 8760): asked of us by carriers, and by us of
/// telephones.
@NullMarked
package io.rapport.media.sip.digest;

import org.jspecify.annotations.NullMarked;
