/// Teams, agents, their calendars and their presence.
@NullMarked
@ApplicationModule(
        displayName = "workforce",
        allowedDependencies = {"vocabulary", "database", "journal", "timer", "vault", "web", "settings", "access"})
package io.rapport.server.workforce;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
