/// Makes one [io.rapport.server.channel.Arrival] of raw bytes and of what is known about how they came.
@NullMarked
package io.rapport.server.email.intake;

import org.jspecify.annotations.NullMarked;
