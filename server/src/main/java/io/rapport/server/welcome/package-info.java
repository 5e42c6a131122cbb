/// What the one who starts Rapport reads on the terminal, and the first hour's steps.
@NullMarked
@ApplicationModule(
        displayName = "welcome",
        allowedDependencies = {"vocabulary", "database", "settings", "web", "access", "workforce", "channel"})
package io.rapport.server.welcome;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
