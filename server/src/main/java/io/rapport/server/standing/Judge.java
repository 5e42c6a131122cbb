package io.rapport.server.standing;

import io.rapport.server.workforce.Calendar;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Whether a case kept a standing promise. Pure: the same facts, the same verdict.
final class Judge {
    /// Within which whoever an outage touched is called, once it has lasted too long.
    static final Duration CALLED_AFTER_OUTAGE = Duration.ofHours(24);

    private Judge() {}

    /// @param at when it was kept or broken
    record Verdict(boolean kept, Instant at) {}

    /// @param number as the rule counts
    /// @param calendar the team's
    /// @return empty: it is not over, or no case of it
    static Optional<Verdict> judge(Rule rule, int number, Facts facts, Calendar calendar, Instant now) {
        return switch (facts) {
            case Facts.Arrival arrival -> {
                require(rule, Rule.ANSWERED_WITHIN);
                yield within(calendar, arrival.at(), arrival.answered(), Duration.ofHours(number), now);
            }
            case Facts.Call call -> {
                require(rule, Rule.CALLED_IN_WINDOW);
                yield called(call, now);
            }
            case Facts.Outage outage -> {
                require(rule, Rule.OUTAGE_MADE_GOOD);
                yield outage(outage, Duration.ofHours(number), now);
            }
            case Facts.HandOvers handOvers -> {
                require(rule, Rule.HANDED_OVER_AT_MOST);
                yield handOvers.times() > number
                        ? Optional.of(new Verdict(false, handOvers.last().orElse(now)))
                        : handOvers.closed().map(at -> new Verdict(true, at));
            }
            case Facts.HungUp hungUp -> {
                require(rule, Rule.CALLED_BACK_WITHIN);
                yield within(calendar, hungUp.at(), hungUp.spoken(), Duration.ofMinutes(number), now);
            }
        };
    }

    /// In working time: what is due in it by the end of a shift may be done until the last moment of it.
    private static Optional<Verdict> within(
            Calendar calendar, Instant from, Optional<Instant> done, Duration limit, Instant now) {
        Instant until = done.filter(at -> !at.isAfter(now)).orElse(now);
        boolean late = calendar.between(from, until).compareTo(limit) > 0;
        if (late) {
            return Optional.of(new Verdict(false, until));
        }
        return done.filter(at -> !at.isAfter(now)).map(at -> new Verdict(true, at));
    }

    private static Optional<Verdict> called(Facts.Call call, Instant now) {
        if (call.moved()) {
            return Optional.of(new Verdict(false, now));
        }
        if (call.tried().isPresent()) {
            Instant at = call.tried().get();
            return Optional.of(new Verdict(!at.isBefore(call.from()) && at.isBefore(call.to()), at));
        }
        return now.isBefore(call.to()) ? Optional.empty() : Optional.of(new Verdict(false, call.to()));
    }

    /// One that was over in time is no case of it.
    private static Optional<Verdict> outage(Facts.Outage outage, Duration limit, Instant now) {
        Instant tooLong = outage.began().plus(limit);
        if (!outage.ended().orElse(now).isAfter(tooLong)) {
            return Optional.empty();
        }
        Instant latest = tooLong.plus(CALLED_AFTER_OUTAGE);
        return outage.called()
                .map(at -> new Verdict(!at.isAfter(latest), at))
                .or(() -> now.isAfter(latest) ? Optional.of(new Verdict(false, latest)) : Optional.empty());
    }

    private static void require(Rule is, Rule wanted) {
        if (is != wanted) {
            throw new IllegalArgumentException(is + " is not judged by what " + wanted + " is");
        }
    }
}
