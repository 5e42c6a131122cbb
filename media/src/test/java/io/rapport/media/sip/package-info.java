@NullMarked
package io.rapport.media.sip;

import org.jspecify.annotations.NullMarked;
