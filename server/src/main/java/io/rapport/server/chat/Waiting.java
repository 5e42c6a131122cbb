package io.rapport.server.chat;

import io.rapport.server.workforce.Team;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// What a visitor is told about how long they wait. Pure: the figures are the team's own, and where there are none, the
/// calendar answers.
final class Waiting {
    /// So many answers make a figure.
    static final int ENOUGH = 3;
    /// So many are looked at.
    static final int LATEST = 20;
    /// Answers older than this say nothing about today.
    static final Duration LATELY = Duration.ofDays(14);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM, HH:mm", Locale.ENGLISH);

    private Waiting() {}

    /// @param here whether the team works now and somebody is in: whether it is worth staying
    record Said(String sentence, boolean here) {}

    /// @param somebodyIn whether one of the team is at work
    /// @param waits how long its customers waited for their latest answers in chats
    static Said say(Team team, boolean somebodyIn, List<Duration> waits, Instant now) {
        boolean here = team.calendar().isOpen(now) && somebodyIn;
        if (here && waits.size() >= ENOUGH) {
            return new Said(team.name() + " answers in about " + about(middle(waits)) + ".", true);
        }
        Instant due = team.calendar().due(now, team.answerWithin());
        ZonedDateTime then = due.atZone(team.calendar().zone());
        boolean today =
                then.toLocalDate().equals(now.atZone(team.calendar().zone()).toLocalDate());
        String by = today ? TIME.format(then) : DAY.format(then);
        return here
                ? new Said(team.name() + " is here. A person answers by " + by + ".", true)
                : new Said("Nobody is here just now. A person answers by " + by + ".", false);
    }

    private static Duration middle(List<Duration> waits) {
        return waits.stream().sorted().toList().get(waits.size() / 2);
    }

    /// Rounded up: nobody minds being answered sooner.
    private static String about(Duration wait) {
        long minutes = Math.max(1, wait.plusSeconds(59).toMinutes());
        if (minutes == 1) {
            return "a minute";
        }
        if (minutes < 60) {
            return minutes + " minutes";
        }
        long hours = (minutes + 59) / 60;
        return hours == 1 ? "an hour" : hours + " hours";
    }
}
