/// The telephone. A call that rings is an arrival before its first ring; agents hear of it in their
/// browsers, and who answers first has it. One switchboard owns all live calls: what happens to a call is
/// decided by [CallMachine], at whom it rings by [RingPolicy], both pure; signalling and sound are
/// `media`'s.
@NullMarked
@ApplicationModule(
        displayName = "voice",
        allowedDependencies = {
            "vocabulary",
            "database",
            "journal",
            "timer",
            "web",
            "settings",
            "access",
            "workforce",
            "customer",
            "wishes",
            "interaction",
            "promise",
            "channel",
            "calling",
            "recording"
        })
package io.rapport.server.voice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
