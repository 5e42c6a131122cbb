@NullMarked
package io.rapport.media.sip.transaction;

import org.jspecify.annotations.NullMarked;
