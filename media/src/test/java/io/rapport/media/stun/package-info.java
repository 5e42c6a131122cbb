@NullMarked
package io.rapport.media.stun;

import org.jspecify.annotations.NullMarked;
