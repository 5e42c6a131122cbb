/// Who may sign in, with which role, and the record of what they did. Deny by default.
@NullMarked
@ApplicationModule(
        displayName = "access",
        allowedDependencies = {"vocabulary", "database", "journal", "timer", "vault", "web", "settings"})
package io.rapport.server.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
