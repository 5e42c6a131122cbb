package io.rapport.server.insight;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;

/// A part of all rows: whole days of one zone, and what they are of.
///
/// @param first day that is in
/// @param last day that is in
/// @param reason what the matter is about; [#NOT_SAID]: of which nobody said it
record Slice(
        LocalDate first,
        LocalDate last,
        ZoneId zone,
        OptionalLong team,
        OptionalLong reason,
        Optional<String> channel,
        OptionalLong survey) {
    static final long NOT_SAID = 0;

    Slice {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("from " + first + " to " + last);
        }
    }

    static Slice of(LocalDate first, LocalDate last, ZoneId zone) {
        return new Slice(
                first, last, zone, OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), OptionalLong.empty());
    }

    /// The first moment that is in.
    Instant from() {
        return first.atStartOfDay(zone).toInstant();
    }

    /// The first moment that is not in any more.
    Instant to() {
        return last.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /// As many days, just before.
    Slice before() {
        return between(first.minusDays(ChronoUnit.DAYS.between(first, last) + 1), first.minusDays(1));
    }

    Slice between(LocalDate begin, LocalDate end) {
        return new Slice(begin, end, zone, team, reason, channel, survey);
    }

    Slice ofTeam(long only) {
        return new Slice(first, last, zone, OptionalLong.of(only), reason, channel, survey);
    }

    Slice ofReason(long only) {
        return new Slice(first, last, zone, team, OptionalLong.of(only), channel, survey);
    }

    Slice ofChannel(String only) {
        return new Slice(first, last, zone, team, reason, Optional.of(only), survey);
    }

    Slice ofSurvey(long only) {
        return new Slice(first, last, zone, team, reason, channel, OptionalLong.of(only));
    }
}
