package io.rapport.server.mystery;

import io.rapport.server.channel.Door;
import io.rapport.server.workforce.Calendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Decides what is wrong with a door. Pure.
final class Worries {
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter EARLIER = DateTimeFormatter.ofPattern("EEEE HH:mm", Locale.ENGLISH);

    private Worries() {}

    /// What is known about a door.
    ///
    /// @param overdue answers whose deadline has passed, oldest first
    record Facts(
            Door door,
            Calendar calendar,
            Optional<TestKnock> lastKnock,
            List<TestKnockStore.Overdue> overdue,
            Optional<QuietRule.Quiet> quiet) {}

    static List<Worry> about(Facts facts, MysterySettings settings, Instant now) {
        List<Worry> worries = new ArrayList<>();
        notArrived(facts, settings.arriveWithin(), now).ifPresent(worries::add);
        unanswered(facts, settings.overdueBy(), now).ifPresent(worries::add);
        facts.quiet().map(quiet -> tooQuiet(facts, quiet)).ifPresent(worries::add);
        return worries;
    }

    private static Optional<Worry> notArrived(Facts facts, Duration within, Instant now) {
        return facts.lastKnock()
                .filter(knock -> !knock.cameThrough())
                .filter(knock -> knock.junk() || now.isAfter(knock.at().plus(within)))
                .map(knock -> new Worry(Worry.Kind.NOT_ARRIVED, look(facts) + lost(knock, facts.calendar(), now)));
    }

    private static String lost(TestKnock knock, Calendar calendar, Instant now) {
        String sent = "a test message sent at " + clock(knock.at(), calendar.zone(), now);
        if (knock.junk()) {
            return sent + " was taken for junk";
        }
        return sent + " has not arrived" + (knock.failure().isEmpty() ? "" : " (" + knock.failure() + ")");
    }

    private static Optional<Worry> unanswered(Facts facts, Duration overdueBy, Instant now) {
        List<Instant> late = facts.overdue().stream()
                .filter(o -> o.mystery()
                        || facts.calendar().between(o.deadline(), now).compareTo(overdueBy) >= 0)
                .map(TestKnockStore.Overdue::deadline)
                .toList();
        if (late.isEmpty()) {
            return Optional.empty();
        }
        String since = clock(late.getFirst(), facts.calendar().zone(), now);
        String who = late.size() == 1
                ? "somebody was promised an answer by " + since + " and has none"
                : late.size() + " wait longer than promised, the first since " + since;
        return Optional.of(new Worry(Worry.Kind.UNANSWERED, look(facts) + who));
    }

    private static Worry tooQuiet(Facts facts, QuietRule.Quiet quiet) {
        String arrived = quiet.arrived() == 0 ? "nobody" : "only " + quiet.arrived();
        String hours = quiet.hours() == 1 ? "the last hour" : "the last " + quiet.hours() + " working hours";
        return new Worry(
                Worry.Kind.TOO_QUIET,
                look(facts) + arrived + " knocked in " + hours + ", where " + Math.round(quiet.usual()) + " are usual");
    }

    private static String look(Facts facts) {
        return "Look at the door " + DoorName.of(facts.door()) + ": ";
    }

    private static String clock(Instant at, ZoneId zone, Instant now) {
        boolean today = LocalDate.ofInstant(at, zone).equals(LocalDate.ofInstant(now, zone));
        return (today ? TODAY : EARLIER).format(at.atZone(zone));
    }
}
