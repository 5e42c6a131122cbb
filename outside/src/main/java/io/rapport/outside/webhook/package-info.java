/// Another system that hears what happened.
@NullMarked
package io.rapport.outside.webhook;

import org.jspecify.annotations.NullMarked;
