/// When we may call somebody, when we can, and what becomes of it: rules by country, permissions, windows that a team's
/// roster can keep, attempts, and the question when it suits better.
///
/// [CallingHours] decides, purely; [CallBacks] is the door.
@NullMarked
@ApplicationModule(
        displayName = "calling",
        allowedDependencies = {
            "vocabulary",
            "database",
            "journal",
            "timer",
            "web",
            "page",
            "access",
            "workforce",
            "customer",
            "interaction",
            "promise",
            "wishes",
            "channel"
        })
package io.rapport.server.calling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
