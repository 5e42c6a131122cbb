@NullMarked
package io.rapport.media.codec;

import org.jspecify.annotations.NullMarked;
