@NullMarked
package io.rapport.media.sip.register;

import org.jspecify.annotations.NullMarked;
