/// What a company wants to know about its people and organisations: fields that administrators define, and the numbers
/// by which other systems know them.
@NullMarked
@ApplicationModule(
        displayName = "facts",
        allowedDependencies = {"vocabulary", "database", "journal", "web", "access", "workforce", "customer"})
package io.rapport.server.facts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
