/// The words everything else is said in: ids, contact points, channels. Depends on the JDK alone.
@NullMarked
@ApplicationModule(
        displayName = "vocabulary",
        allowedDependencies = {})
package io.rapport.server.vocabulary;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
