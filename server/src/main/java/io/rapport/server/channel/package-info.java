/// The one door in ([Inbox]) and the one door out ([Outbox]) for every channel.
///
/// Adapters translate what the outside sends into an [Arrival] and hand it to the inbox, which returns only after
/// the commit; they implement [Carrier] to take outgoing parcels to the far side.
@NullMarked
@ApplicationModule(
        displayName = "channel",
        allowedDependencies = {
            "vocabulary",
            "database",
            "journal",
            "timer",
            "vault",
            "web",
            "page",
            "access",
            "workforce",
            "customer",
            "interaction",
            "promise",
            "pointer"
        })
package io.rapport.server.channel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
