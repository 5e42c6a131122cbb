@NullMarked
package io.rapport.media.sdp;

import org.jspecify.annotations.NullMarked;
