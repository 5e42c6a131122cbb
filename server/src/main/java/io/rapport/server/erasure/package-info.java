/// Forgets people for good: their words, names, addresses and files, wherever they stand. What was counted stays under
/// nobody's name.
@NullMarked
@ApplicationModule(
        displayName = "erasure",
        allowedDependencies = {
            "vocabulary",
            "database",
            "journal",
            "timer",
            "vault",
            "web",
            "access",
            "customer",
            "facts",
            "interaction",
            "promise"
        })
package io.rapport.server.erasure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
