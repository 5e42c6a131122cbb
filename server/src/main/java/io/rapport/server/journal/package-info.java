/// The journal: an append-only list of what happened, written in the transaction of the state that it describes,
/// read in commit order past a watermark below which nothing can still appear.
///
/// Three kinds of readers: code *in the transaction* (plain calls), [Projection]s (replayable from the first
/// event) and [Reactor]s (a durable position, at least once, never replayed).
@NullMarked
@ApplicationModule(
        displayName = "journal",
        allowedDependencies = {"vocabulary", "database"})
package io.rapport.server.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
