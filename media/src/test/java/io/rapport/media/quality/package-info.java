@NullMarked
package io.rapport.media.quality;

import org.jspecify.annotations.NullMarked;
