/// What matters are about, in one of a few words that the company keeps: said by one of us in one click, so
/// that figures can tell for what customers come, and how each of it goes.
@NullMarked
@ApplicationModule(
        displayName = "reason",
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
package io.rapport.server.reason;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
