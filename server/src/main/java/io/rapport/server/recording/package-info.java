/// Recordings of conversations: two channels, the customer's and ours, kept encrypted in the vault while the
/// conversation goes on. Whoever has such sound, a call of ours today, delivers it by [Recordings] piece by
/// piece; here it is decided who may hear it, for how long it is kept, and all who listened are written down.
@NullMarked
@ApplicationModule(
        displayName = "recording",
        allowedDependencies = {"vocabulary", "database", "timer", "web", "vault", "access", "workforce"})
package io.rapport.server.recording;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
