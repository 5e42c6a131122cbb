/// Finds what was said by its words, over all channels and customers. A projection of the journal behind one door,
/// [Search]: PostgreSQL holds the words now, and an index of another kind may take their place.
@NullMarked
@ApplicationModule(
        displayName = "search",
        allowedDependencies = {
            "vocabulary",
            "database",
            "journal",
            "interaction",
            "promise",
            "channel",
            "swarm",
            "timer"
        })
package io.rapport.server.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
