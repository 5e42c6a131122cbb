/// What the desktop sees and does: snapshots, the stream, and the agent's actions over HTTP. The shapes are
/// those of the desktop's `wire/types`.
@NullMarked
@ApplicationModule(
        displayName = "desk",
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
            "facts",
            "feedback",
            "interaction",
            "promise",
            "reason",
            "channel",
            "calling",
            "home",
            "timeline",
            "search",
            "swarm",
            "knowledge",
            "pointer",
            "webhook"
        })
package io.rapport.server.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
