/// PostgreSQL: our own embedded one by default, or any other from 17 on; its migrations and the pool to it.
///
/// The embedded server is driven by [EmbeddedPostgres] on the binaries of a jar. It listens on loopback only, keeps
/// fsync on, and has two roles: the owner, who migrates, and the application, who only reads and writes rows.
@NullMarked
@ApplicationModule(
        displayName = "database",
        allowedDependencies = {"vocabulary", "settings"})
package io.rapport.server.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
