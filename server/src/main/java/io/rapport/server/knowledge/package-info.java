/// What a team knows, ready to be said: templates that are inserted into replies, and articles that are found, linked
/// and read, some of them by everybody.
@NullMarked
@ApplicationModule(
        displayName = "knowledge",
        allowedDependencies = {"vocabulary", "database", "journal", "web", "access", "workforce"})
package io.rapport.server.knowledge;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
