package io.rapport.server.calling;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// When somebody may be called. Pure.
///
/// Of several places at which they may be, all must allow it: what is day on one of their clocks and night on another
/// is night. Whoever asked for a call at a time of their own is bound by laws only, never by our own hours.
record CallingHours(List<CallingRule> rules, Holidays holidays) {
    /// How far ahead a time is looked for.
    static final Duration HORIZON = Duration.ofDays(14);

    static final Duration STEP = Duration.ofMinutes(15);

    CallingHours {
        rules = List.copyOf(rules);
    }

    /// Which rule forbids a call, if any does: the law first.
    Optional<CallingRule> forbids(Whereabouts where, Purpose purpose, Instant at) {
        return rules.stream()
                .filter(rule -> purpose.obeys(rule.scope()) && concerns(rule, where))
                .filter(rule -> where.zones().stream().anyMatch(zone -> !allows(rule, where.countries(), zone, at)))
                .min((one, other) -> one.scope().compareTo(other.scope()));
    }

    boolean allow(Whereabouts where, Purpose purpose, Instant at) {
        return forbids(where, purpose, at).isEmpty();
    }

    /// Whether a call may begin at any moment of a window, looked at each quarter of an hour.
    boolean allow(Whereabouts where, Purpose purpose, Window window) {
        for (Instant at = window.from(); at.isBefore(window.to()); at = at.plus(STEP)) {
            if (!allow(where, purpose, at)) {
                return false;
            }
        }
        return allow(where, purpose, window.to().minusSeconds(1));
    }

    /// From when on they may be called: now, or at a quarter of an hour within [#HORIZON].
    Optional<Instant> next(Whereabouts where, Purpose purpose, Instant now) {
        if (allow(where, purpose, now)) {
            return Optional.of(now);
        }
        long step = STEP.toSeconds();
        Instant first = Instant.ofEpochSecond((now.getEpochSecond() / step + 1) * step);
        for (Instant at = first; at.isBefore(now.plus(HORIZON)); at = at.plus(STEP)) {
            if (allow(where, purpose, at)) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private static boolean concerns(CallingRule rule, Whereabouts where) {
        return rule.country().equals(CallingRule.HOUSE) || where.countries().contains(rule.country());
    }

    private boolean allows(CallingRule rule, Set<String> countries, ZoneId zone, Instant at) {
        LocalDateTime local = LocalDateTime.ofInstant(at, zone);
        Set<String> whose = rule.country().equals(CallingRule.HOUSE) ? countries : Set.of(rule.country());
        boolean holiday = !rule.hours().onHolidays()
                && whose.stream().anyMatch(country -> holidays.isHoliday(country, local.toLocalDate()));
        return rule.hours().hold(local, holiday);
    }
}
