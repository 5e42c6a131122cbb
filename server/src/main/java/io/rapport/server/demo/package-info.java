/// The demo company: Brightline, an internet provider in three cities. Loaded once into an empty installation,
/// only when asked for.
@NullMarked
@ApplicationModule(
        displayName = "demo",
        allowedDependencies = {
            "vocabulary",
            "database",
            "journal",
            "settings",
            "web",
            "access",
            "workforce",
            "customer",
            "interaction",
            "promise",
            "channel",
            "feedback",
            "knowledge",
            "voice"
        })
package io.rapport.server.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
