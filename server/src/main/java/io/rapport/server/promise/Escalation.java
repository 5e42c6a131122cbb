package io.rapport.server.promise;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When a promise becomes a worry, and to whom. Pure.
///
/// It is shown as at risk 30 minutes before its deadline, gains a helper at 15 and the lead at 5; a promise
/// made for less than two hours has these at a quarter, an eighth and a twenty-fourth of its time.
final class Escalation {
    static final Duration AT_RISK = Duration.ofMinutes(30);
    static final Duration HELPED = Duration.ofMinutes(15);
    static final Duration LEAD = Duration.ofMinutes(5);
    private static final Duration FULL = Duration.ofHours(2);

    private Escalation() {}

    /// How worrying it is at this instant.
    static Promised.Risk risk(Instant madeAt, Instant deadline, Instant now) {
        if (!now.isBefore(deadline)) {
            return Promised.Risk.LATE;
        }
        if (!now.isBefore(deadline.minus(scaled(LEAD, madeAt, deadline)))) {
            return Promised.Risk.LEAD;
        }
        if (!now.isBefore(deadline.minus(scaled(HELPED, madeAt, deadline)))) {
            return Promised.Risk.HELPED;
        }
        if (!now.isBefore(deadline.minus(scaled(AT_RISK, madeAt, deadline)))) {
            return Promised.Risk.AT_RISK;
        }
        return Promised.Risk.CALM;
    }

    /// When to look again; empty once it is late, since nothing more can come.
    static Optional<Instant> nextCheck(Instant madeAt, Instant deadline, Instant now) {
        return switch (risk(madeAt, deadline, now)) {
            case CALM -> Optional.of(deadline.minus(scaled(AT_RISK, madeAt, deadline)));
            case AT_RISK -> Optional.of(deadline.minus(scaled(HELPED, madeAt, deadline)));
            case HELPED -> Optional.of(deadline.minus(scaled(LEAD, madeAt, deadline)));
            case LEAD -> Optional.of(deadline);
            case LATE -> Optional.empty();
        };
    }

    private static Duration scaled(Duration lead, Instant madeAt, Instant deadline) {
        Duration whole = Duration.between(madeAt, deadline);
        if (whole.compareTo(FULL) >= 0) {
            return lead;
        }
        return whole.isNegative()
                ? Duration.ZERO
                : whole.multipliedBy(lead.toSeconds()).dividedBy(FULL.toSeconds());
    }
}
