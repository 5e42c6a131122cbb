/// Who can be reached where (RFC 3261 section 10): telephones that tell us, and carriers whom we tell.
@NullMarked
package io.rapport.media.sip.register;

import org.jspecify.annotations.NullMarked;
