/// Chat: the widget on a company's own site. Every message is kept before it is acknowledged; what we answer reaches
/// the
/// widget by a stream that may break and be taken up again.
@NullMarked
@ApplicationModule(
        displayName = "chat",
        allowedDependencies = {
            "vocabulary",
            "database",
            "journal",
            "vault",
            "web",
            "access",
            "workforce",
            "customer",
            "interaction",
            "promise",
            "channel",
            "calling",
            "voice",
            "outreach"
        })
package io.rapport.server.chat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
