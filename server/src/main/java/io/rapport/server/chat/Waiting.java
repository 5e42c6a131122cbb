package io.rapport.server.chat;

import io.rapport.server.web.Language;
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

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private Waiting() {}

    /// @param here whether the team works now and somebody is in: whether it is worth staying
    record Said(String sentence, boolean here) {}

    /// @param somebodyIn whether one of the team is at work
    /// @param waits how long its customers waited for their latest answers in chats
    static Said say(Team team, boolean somebodyIn, List<Duration> waits, Instant now, Language language) {
        boolean here = team.calendar().isOpen(now) && somebodyIn;
        if (here && waits.size() >= ENOUGH) {
            String about = about(middle(waits), language);
            return new Said(
                    language.say(
                            team.name() + " answers in about " + about + ".",
                            team.name() + " responde en " + about + " más o menos."),
                    true);
        }
        Instant due = team.calendar().due(now, team.answerWithin());
        ZonedDateTime then = due.atZone(team.calendar().zone());
        boolean today =
                then.toLocalDate().equals(now.atZone(team.calendar().zone()).toLocalDate());
        String by = today ? TIME.format(then) : day(language).format(then);
        String person =
                language.say("A person answers by " + by + ".", "Una persona responde " + before(today) + by + ".");
        return here
                ? new Said(team.name() + language.say(" is here. ", " está aquí. ") + person, true)
                : new Said(language.say("Nobody is here just now. ", "Ahora no hay nadie. ") + person, false);
    }

    private static String before(boolean today) {
        return today ? "antes de las " : "antes del ";
    }

    private static DateTimeFormatter day(Language language) {
        return DateTimeFormatter.ofPattern(
                language.say("EEEE d MMMM, HH:mm", "EEEE d 'de' MMMM, HH:mm"), language.locale());
    }

    private static Duration middle(List<Duration> waits) {
        return waits.stream().sorted().toList().get(waits.size() / 2);
    }

    /// Rounded up: nobody minds being answered sooner.
    private static String about(Duration wait, Language language) {
        long minutes = Math.max(1, wait.plusSeconds(59).toMinutes());
        if (minutes == 1) {
            return language.say("a minute", "un minuto");
        }
        if (minutes < 60) {
            return minutes + language.say(" minutes", " minutos");
        }
        long hours = (minutes + 59) / 60;
        return hours == 1 ? language.say("an hour", "una hora") : hours + language.say(" hours", " horas");
    }
}
