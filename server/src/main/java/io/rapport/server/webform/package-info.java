/// Customers' own pages: the form, and the page behind a receipt's link. They work without script.
@NullMarked
@ApplicationModule(
        displayName = "webform",
        allowedDependencies = {
            "vocabulary",
            "settings",
            "web",
            "access",
            "workforce",
            "customer",
            "interaction",
            "promise",
            "channel"
        })
package io.rapport.server.webform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
