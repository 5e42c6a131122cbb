/// Everybody is spoken to at least once: which share of customers one of us has spoken with, and whom a
/// team says hello to while nobody waits.
@NullMarked
@ApplicationModule(
        displayName = "coverage",
        allowedDependencies = {
            "vocabulary",
            "settings",
            "database",
            "timer",
            "web",
            "access",
            "workforce",
            "customer",
            "interaction",
            "promise",
            "wishes",
            "calling"
        })
package io.rapport.server.coverage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
