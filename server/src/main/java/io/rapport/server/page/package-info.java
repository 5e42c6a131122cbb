/// What all pages that customers see have in common: their frame, their language, what is said when something is away.
/// They work without script.
@NullMarked
@ApplicationModule(
        displayName = "page",
        allowedDependencies = {"vocabulary", "web", "access"})
package io.rapport.server.page;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
