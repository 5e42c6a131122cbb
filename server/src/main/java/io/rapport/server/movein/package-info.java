/// Histories from other systems: read into rows that stand aside, looked at, then taken thread by thread, so that a
/// customer's story begins where it began. Nothing that is taken is answered, promised or counted as of today.
@NullMarked
@ApplicationModule(
        displayName = "movein",
        allowedDependencies = {
            "vocabulary",
            "database",
            "journal",
            "timer",
            "vault",
            "web",
            "access",
            "workforce",
            "customer",
            "interaction",
            "promise",
            "channel",
            "email",
            "imports"
        })
package io.rapport.server.movein;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
