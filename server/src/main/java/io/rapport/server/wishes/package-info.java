/// What people want of us: what they agreed to, in which language and at which times we reach them best, and when they
/// want their peace.
@NullMarked
@ApplicationModule(
        displayName = "wishes",
        allowedDependencies = {"vocabulary", "database", "journal", "web", "access", "workforce", "customer"})
package io.rapport.server.wishes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
