/// What came of a call, in one of a few words that the company chose: said by whoever talked, and by nobody counted.
@NullMarked
@ApplicationModule(
        displayName = "disposition",
        allowedDependencies = {
            "vocabulary",
            "database",
            "journal",
            "web",
            "words",
            "access",
            "workforce",
            "customer",
            "interaction"
        })
package io.rapport.server.disposition;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
