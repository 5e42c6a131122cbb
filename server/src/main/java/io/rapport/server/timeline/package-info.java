/// One line a thing that happened with a customer, over all channels. A projection of the journal: it may be
/// emptied and read again from the first event. Nobody depends on it but the desk.
@NullMarked
@ApplicationModule(
        displayName = "timeline",
        allowedDependencies = {
            "vocabulary",
            "database",
            "journal",
            "timer",
            "vault",
            "web",
            "settings",
            "access",
            "workforce",
            "customer",
            "interaction",
            "promise",
            "channel",
            "swarm"
        })
package io.rapport.server.timeline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
