/// How a line was: what was lost, late and delayed, and how that sounds.
@NullMarked
package io.rapport.media.quality;

import org.jspecify.annotations.NullMarked;
