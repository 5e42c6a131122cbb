/// What a person of ours said they would do, by when; who owns it; and what happens as the time runs out.
@NullMarked
@ApplicationModule(
        displayName = "promise",
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
            "interaction"
        })
package io.rapport.server.promise;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
