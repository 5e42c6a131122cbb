/// Where this installation keeps its things, and the check that every configured key means something.
///
/// A key under `rapport.` that no record knows stops the start, so that a typing error can't hide.
@NullMarked
@ApplicationModule(
        displayName = "settings",
        allowedDependencies = {})
package io.rapport.server.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
