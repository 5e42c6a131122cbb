/// Recurring jobs, run by one process at a time.
@NullMarked
@ApplicationModule(
        displayName = "timer",
        allowedDependencies = {"vocabulary", "database"})
package io.rapport.server.timer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
