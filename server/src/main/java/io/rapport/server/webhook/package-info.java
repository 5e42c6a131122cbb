/// Tells other systems what happened, signed, by the Standard Webhooks specification.
@NullMarked
@ApplicationModule(
        displayName = "webhook",
        allowedDependencies = {"vocabulary", "database", "journal", "timer", "vault", "web", "settings", "access"})
package io.rapport.server.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
