/// Figures that say how sure they are: what customers said, call-backs that were promised, and what both
/// are worth. Pure statistics, one definition a figure, one query behind each number and the list that it
/// opens. A reader: it writes nothing but what it counted beforehand and others' scores that somebody typed
/// in.
@NullMarked
@ApplicationModule(
        displayName = "insight",
        allowedDependencies = {"vocabulary", "database", "timer", "web", "access", "workforce", "reason", "words"})
package io.rapport.server.insight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
