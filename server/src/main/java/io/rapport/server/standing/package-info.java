/// The company's standing promises: what it promises to everybody, the rule by which each case of it is
/// judged, and what it does where it broke one. Judged by the machine from what is recorded, counted once,
/// published.
@NullMarked
@ApplicationModule(
        displayName = "standing",
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
            "outreach"
        })
package io.rapport.server.standing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
