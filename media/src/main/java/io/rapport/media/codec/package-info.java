/// Sound between its forms: sixteen-bit samples, and what goes over the line.
@NullMarked
package io.rapport.media.codec;

import org.jspecify.annotations.NullMarked;
