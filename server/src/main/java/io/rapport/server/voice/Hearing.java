package io.rapport.server.voice;

import io.rapport.media.line.LineQuality;
import io.rapport.media.quality.Fault;
import io.rapport.media.quality.Grade;
import io.rapport.media.quality.Stretches;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How one call could be heard, on each of its lines: as it is now, and what is kept of it. Bounded.
/// Thread-safe.
final class Hearing {
    /// How often lines are looked at: as often as they look themselves.
    static final Duration EACH = Duration.ofSeconds(5);

    private static final int MOST_LINES = 20;
    private static final int MOST_FAULTS = 100;

    private final Map<Party, Stretches> lines = new HashMap<>();
    private final Map<Party, Meter> meters = new HashMap<>();
    private final Map<Sort, Instant> open = new LinkedHashMap<>();
    private final List<Remark> faults = new ArrayList<>();

    private record Sort(Party party, Fault fault) {}

    /// A fault that lasts.
    record Lasting(Party party, Fault fault, Instant since) {}

    /// How a line sounds just now.
    ///
    /// @param grade the worse of both ways
    /// @param farLostPercent of what goes there; empty: not known
    record Meter(
            Grade grade,
            int lostPercent,
            Optional<Integer> farLostPercent,
            int jitterMillis,
            Optional<Integer> roundTripMillis) {}

    /// All that the desktop shows.
    record Now(Map<Party, Meter> meters, List<Lasting> faults, CallRecorder.State recording) {
        static final Now NOTHING = new Now(Map.of(), List.of(), CallRecorder.State.OFF);
    }

    /// What is kept.
    ///
    /// @param opinion of listeners on what came from the customer; empty: nobody looked
    record Kept(List<Remark> remarks, Optional<Double> opinion) {
        static final Kept NOTHING = new Kept(List.of(), Optional.empty());
    }

    /// A line was looked at.
    synchronized void look(Party party, LineQuality quality, Instant now) {
        if (!lines.containsKey(party) && lines.size() >= MOST_LINES) {
            return;
        }
        Stretches.Look look = new Stretches.Look(
                now, quality.lostShare(), quality.farLostShare(), quality.jitterMillis(), quality.roundTripMillis());
        lines.computeIfAbsent(party, fresh -> new Stretches(EACH)).add(look);
        Grade grade = Grade.of(Math.min(look.rating(), look.farRating()));
        meters.put(
                party,
                new Meter(
                        grade,
                        percent(quality.lostShare()),
                        quality.farLostShare() < 0 ? Optional.empty() : Optional.of(percent(quality.farLostShare())),
                        (int) Math.round(quality.jitterMillis()),
                        quality.roundTripMillis() < 0
                                ? Optional.empty()
                                : Optional.of((int) Math.round(quality.roundTripMillis()))));
    }

    private static int percent(double share) {
        return (int) Math.round(100 * share);
    }

    synchronized void found(Party party, Fault fault, Instant now) {
        open.putIfAbsent(new Sort(party, fault), now);
    }

    synchronized void over(Party party, Fault fault, Instant now) {
        Optional.ofNullable(open.remove(new Sort(party, fault)))
                .filter(since -> faults.size() < MOST_FAULTS)
                .ifPresent(since -> faults.add(Remark.of(party, fault, since, now)));
    }

    synchronized Now now(CallRecorder.State recording) {
        return new Now(
                Map.copyOf(meters),
                open.entrySet().stream()
                        .map(one ->
                                new Lasting(one.getKey().party(), one.getKey().fault(), one.getValue()))
                        .toList(),
                recording);
    }

    /// What is to be written down at the end.
    synchronized Kept kept(Instant now) {
        List<Remark> remarks = new ArrayList<>(faults);
        open.forEach((sort, since) -> remarks.add(Remark.of(sort.party(), sort.fault(), since, now)));
        lines.forEach((party, stretches) -> stretches.all().forEach(stretch -> remarks.add(Remark.of(party, stretch))));
        return new Kept(
                List.copyOf(remarks),
                Optional.ofNullable(lines.get(Party.CUSTOMER)).map(Stretches::opinion));
    }
}
