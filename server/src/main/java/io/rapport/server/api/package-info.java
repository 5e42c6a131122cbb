/// What programs need that people don't: questions that may be asked twice, and what happens, to be
/// followed.
@NullMarked
@ApplicationModule(
        displayName = "api",
        allowedDependencies = {"vocabulary", "database", "journal", "timer", "vault", "web", "settings", "access"})
package io.rapport.server.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
