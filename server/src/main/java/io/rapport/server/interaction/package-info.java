/// What customers need (matters), each episode with them (interactions), what waits for a person (work) and
/// notes. Knows no channel's protocol and no queue.
@NullMarked
@ApplicationModule(
        displayName = "interaction",
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
            "customer"
        })
package io.rapport.server.interaction;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
