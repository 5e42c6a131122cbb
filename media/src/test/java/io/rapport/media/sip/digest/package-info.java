@NullMarked
package io.rapport.media.sip.digest;

import org.jspecify.annotations.NullMarked;
