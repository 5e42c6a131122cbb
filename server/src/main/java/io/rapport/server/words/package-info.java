/// Short lists of words that a company keeps and its people choose among: what comes of calls, what matters are about.
@NullMarked
@ApplicationModule(
        displayName = "words",
        allowedDependencies = {"vocabulary", "database", "web"})
package io.rapport.server.words;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
