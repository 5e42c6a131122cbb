/// Big bytes, encrypted, in append-only segment files. A blob is on the disk before its row is committed; what
/// no row names any more can be swept.
@NullMarked
@ApplicationModule(
        displayName = "vault",
        allowedDependencies = {"vocabulary", "database", "settings"})
package io.rapport.server.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
