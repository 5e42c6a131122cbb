/// Asks people how it was, and takes what they say as an arrival like any other: somebody owns it, and answers.
///
/// What counts are confirmed votes alone ([Votes]). Whom we ask is decided by lot when a matter closes, within rules
/// that are one for all channels ([Fatigue]).
@NullMarked
@ApplicationModule(
        displayName = "feedback",
        allowedDependencies = {
            "vocabulary",
            "database",
            "journal",
            "timer",
            "vault",
            "web",
            "page",
            "access",
            "workforce",
            "customer",
            "interaction",
            "promise",
            "wishes",
            "pointer",
            "channel",
            "calling"
        })
package io.rapport.server.feedback;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
