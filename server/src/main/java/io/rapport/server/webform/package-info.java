/// Customers' own pages: the form, the page behind a receipt's link, and help. They work without script.
@NullMarked
@ApplicationModule(
        displayName = "webform",
        allowedDependencies = {
            "vocabulary",
            "settings",
            "web",
            "page",
            "access",
            "workforce",
            "customer",
            "interaction",
            "promise",
            "channel",
            "calling",
            "feedback",
            "knowledge",
            "outreach"
        })
package io.rapport.server.webform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
