/// Finding the way to a browser (RFC 8445), as the side that is always reachable: it answers checks and makes none.
@NullMarked
package io.rapport.media.ice;

import org.jspecify.annotations.NullMarked;
