/// The people we serve: who they are, at which addresses, to which team they belong, who of us knows them.
@NullMarked
@ApplicationModule(
        displayName = "customer",
        allowedDependencies = {
            "vocabulary",
            "database",
            "journal",
            "timer",
            "vault",
            "web",
            "settings",
            "access",
            "workforce"
        })
package io.rapport.server.customer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
