package io.rapport.media.sip.transaction;

import java.time.Duration;

/// Does something later.
public interface Timers {

    /// A thing to be done, until it is done.
    interface Alarm {
        /// It will not be done, unless it is being done already.
        void cancel();
    }

    Alarm after(Duration delay, Runnable then);

    /// RFC 3261 table 4: a guess of a round trip.
    Duration T1 = Duration.ofMillis(500);

    /// The longest pause between retransmissions.
    Duration T2 = Duration.ofSeconds(4);

    /// How long a message may stay in the network.
    Duration T4 = Duration.ofSeconds(5);

    /// When one gives up.
    Duration GIVE_UP = T1.multipliedBy(64);
}
