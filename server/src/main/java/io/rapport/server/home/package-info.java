/// Giving customers to another home team, one or many, with what goes along, and taking it back.
@NullMarked
@ApplicationModule(
        displayName = "home",
        allowedDependencies = {"vocabulary", "database", "timer", "workforce", "customer", "facts", "promise", "channel"
        })
package io.rapport.server.home;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
