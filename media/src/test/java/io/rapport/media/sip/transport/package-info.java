@NullMarked
package io.rapport.media.sip.transport;

import org.jspecify.annotations.NullMarked;
