/// PostgreSQL: our own, driven from its binaries in a data folder, or any other by URL; and its migrations.
@NullMarked
@ApplicationModule(displayName = "database", allowedDependencies = {"vocabulary", "settings"})
package io.rapport.server.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
