/// Where this installation keeps its things, and its secrets.
@NullMarked
@ApplicationModule(displayName = "settings", allowedDependencies = {"vocabulary"})
package io.rapport.server.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
