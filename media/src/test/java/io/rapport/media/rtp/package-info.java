@NullMarked
package io.rapport.media.rtp;

import org.jspecify.annotations.NullMarked;
