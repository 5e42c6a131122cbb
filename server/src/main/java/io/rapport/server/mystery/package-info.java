/// The mystery customer: knocks at our own doors from outside, as anybody would, and watches what comes back; and the
/// alarms of doors, which become promises of the lead.
@NullMarked
@ApplicationModule(
        displayName = "mystery",
        allowedDependencies = {
            "vocabulary",
            "database",
            "journal",
            "timer",
            "settings",
            "web",
            "access",
            "workforce",
            "customer",
            "interaction",
            "promise",
            "channel",
            "email",
            "voice"
        })
package io.rapport.server.mystery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
