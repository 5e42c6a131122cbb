@NullMarked
package io.rapport.media.line;

import org.jspecify.annotations.NullMarked;
