/// What all HTTP has in common: errors as problem+json (RFC 9457) and who may call what.
@NullMarked
@ApplicationModule(
        displayName = "web",
        allowedDependencies = {"vocabulary", "database", "settings"})
package io.rapport.server.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
