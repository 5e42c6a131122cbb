/// Customers' own pages: the form, the page behind a receipt's link, and help. They work without script.
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
            "channel",
            "knowledge",
            "outreach"
        })
package io.rapport.server.webform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
