/// What somebody should look at: a colleague named them in a note, a customer wrote before a reply of theirs left,
/// or said that all is well.
@NullMarked
@ApplicationModule(
        displayName = "pointer",
        allowedDependencies = {"vocabulary", "database", "journal"})
package io.rapport.server.pointer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
