/// Customers from files and from programs: read line by line, held against whom we know, taken in the background, and
/// taken back again while nobody has worked with them.
@NullMarked
@ApplicationModule(
        displayName = "imports",
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
            "facts"
        })
package io.rapport.server.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
