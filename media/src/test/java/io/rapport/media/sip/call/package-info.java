@NullMarked
package io.rapport.media.sip.call;

import org.jspecify.annotations.NullMarked;
