package io.rapport.server.mystery;

import io.rapport.server.channel.Door;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.workforce.Calendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Which doors are too quiet. Only whole hours are looked at, so a door is counted once an hour and remembered: at a
/// busy one that is a look at nine weeks of arrivals. Thread-safe.
final class QuietDoors {
    private static final Duration LONGEST = Duration.ofDays(7L * (QuietRule.WEEKS + 1));

    private final TestKnockStore store;
    private final Map<DoorId, Verdict> verdicts = new ConcurrentHashMap<>();

    private record Verdict(LocalDateTime hour, Calendar calendar, Optional<QuietRule.Quiet> quiet) {}

    QuietDoors(TestKnockStore store) {
        this.store = store;
    }

    /// Empty while the team does not work: nobody is missed then.
    Optional<QuietRule.Quiet> judge(Door door, Calendar calendar, Instant now) {
        if (!calendar.isOpen(now)) {
            return Optional.empty();
        }
        LocalDateTime hour = LocalDateTime.ofInstant(now, calendar.zone()).truncatedTo(ChronoUnit.HOURS);
        Verdict known = verdicts.get(door.id());
        if (known == null || !known.hour().equals(hour) || !known.calendar().equals(calendar)) {
            known = new Verdict(hour, calendar, count(door, calendar, now));
            verdicts.put(door.id(), known);
        }
        return known.quiet();
    }

    /// Counts this door anew when it is asked about next.
    void forget(DoorId door) {
        verdicts.remove(door);
    }

    private Optional<QuietRule.Quiet> count(Door door, Calendar calendar, Instant now) {
        ZoneId zone = calendar.zone();
        Map<LocalDateTime, Integer> arrivals = store.arrivals(door.id(), now.minus(LONGEST), zone);
        // The hour of the first arrival is known in part only.
        Optional<LocalDateTime> known =
                arrivals.keySet().stream().min(LocalDateTime::compareTo).map(h -> h.plusHours(1));
        return known.flatMap(since ->
                QuietRule.judge(arrivals, since, LocalDateTime.ofInstant(now, zone), hour -> isOpen(calendar, hour)));
    }

    private static boolean isOpen(Calendar calendar, LocalDateTime hour) {
        Instant from = hour.atZone(calendar.zone()).toInstant();
        return calendar.between(from, from.plus(1, ChronoUnit.HOURS)).equals(Duration.ofHours(1));
    }
}
