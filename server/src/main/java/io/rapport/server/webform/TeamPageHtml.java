package io.rapport.server.webform;

import io.rapport.server.page.Html;
import io.rapport.server.web.Language;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Calendar;
import io.rapport.server.workforce.Team;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// How a team's page looks: who they are, whether they are there now, how to reach them. Pure.
final class TeamPageHtml {
    private static final int MINUTES_OF_DAY = 24 * 60;
    private static final int HOLIDAYS = 3;
    private static final int HOLIDAYS_AHEAD = 90;

    private TeamPageHtml() {}

    /// @param shown who agreed to be seen
    /// @param form where to write to them; empty where there is no form
    static String of(Team team, List<Agent> shown, Optional<String> form, Instant now, Language in) {
        StringBuilder body = new StringBuilder("<h1>").append(Html.escape(team.name()));
        if (!team.place().isEmpty()) {
            body.append("<span class=\"quiet\">")
                    .append(in.say(" in ", " en "))
                    .append(Html.escape(team.place()))
                    .append("</span>");
        }
        body.append("</h1>");
        if (!team.welcome().isEmpty()) {
            body.append("<p class=\"about\">")
                    .append(Html.escape(team.welcome()))
                    .append("</p>");
        }
        body.append(open(team.calendar(), now, in));
        faces(body, shown, in);
        reach(body, team, form, in);
        hours(body, team.calendar(), now, in);
        return body.toString();
    }

    private static String open(Calendar calendar, Instant now, Language in) {
        if (calendar.isOpen(now)) {
            return "<p class=\"said\">" + in.say("Open now", "Abierto ahora") + "</p>";
        }
        ZonedDateTime then = calendar.due(now, Duration.ZERO).atZone(calendar.zone());
        LocalDate today = now.atZone(calendar.zone()).toLocalDate();
        String time = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).format(then);
        String day = then.toLocalDate().equals(today)
                ? in.say("today", "hoy")
                : then.toLocalDate().equals(today.plusDays(1))
                        ? in.say("tomorrow", "mañana")
                        : DateTimeFormatter.ofPattern(in.say("EEEE d MMMM", "EEEE d 'de' MMMM"), in.locale())
                                .format(then);
        return "<p class=\"shut\">"
                + Html.escape(in.say(
                        "Closed just now. Opens " + day + " at " + time + ".",
                        "Cerrado ahora. Abre " + (day.contains(" de ") ? "el " : "") + day + " a las " + time + "."))
                + "</p>";
    }

    private static void faces(StringBuilder body, List<Agent> shown, Language in) {
        if (shown.isEmpty()) {
            return;
        }
        body.append("<h2>")
                .append(in.say("Who looks after you", "Quién le atiende"))
                .append("</h2><ul class=\"faces\">");
        for (Agent agent : shown) {
            body.append("<li>")
                    .append(agent.face()
                            .map(path -> "<img src=\"" + Html.escape(path) + "\" alt=\"\" width=\"48\" height=\"48\">")
                            .orElseGet(() -> initials(agent)))
                    .append(Html.escape(agent.firstName()))
                    .append("</li>");
        }
        body.append("</ul>");
    }

    private static String initials(Agent agent) {
        String name = agent.firstName();
        String first = name.isEmpty() ? "?" : name.substring(0, name.offsetByCodePoints(0, 1));
        return "<i class=\"c" + agent.id().value() % 6 + "\" aria-hidden=\"true\">" + Html.escape(first) + "</i>";
    }

    private static void reach(StringBuilder body, Team team, Optional<String> form, Language in) {
        String number = team.page().number();
        if (number.isEmpty() && team.address().isEmpty() && form.isEmpty()) {
            return;
        }
        body.append("<h2>")
                .append(in.say("How to reach them", "Cómo llegar a ellos"))
                .append("</h2><div class=\"card\"><dl class=\"reach\">");
        if (!number.isEmpty()) {
            row(
                    body,
                    in.say("Call", "Llame"),
                    "<a href=\"tel:" + Html.escape(number.replaceAll("[^+0-9]", "")) + "\">" + Html.escape(number)
                            + "</a>");
        }
        if (!team.address().isEmpty()) {
            row(
                    body,
                    in.say("Write", "Escriba"),
                    "<a href=\"mailto:" + Html.escape(team.address()) + "\">" + Html.escape(team.address()) + "</a>");
        }
        body.append("</dl>");
        form.ifPresent(path -> body.append("<p><a class=\"button\" href=\"")
                .append(Html.escape(path))
                .append("\">")
                .append(in.say("Write to us here", "Escríbanos aquí"))
                .append("</a></p>"));
        body.append("</div>");
    }

    private static void row(StringBuilder body, String term, String html) {
        body.append("<dt>").append(term).append("</dt><dd>").append(html).append("</dd>");
    }

    private static void hours(StringBuilder body, Calendar calendar, Instant now, Language in) {
        body.append("<h2>").append(in.say("Hours", "Horario")).append("</h2><div class=\"card\"><dl class=\"reach\">");
        List<String> days = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            days.add(day(calendar, day, in));
        }
        int from = 0;
        for (int day = 1; day <= days.size(); day++) {
            if (day == days.size() || !days.get(day).equals(days.get(from))) {
                row(body, span(from, day - 1, in), Html.escape(days.get(from)));
                from = day;
            }
        }
        body.append("</dl><p class=\"quiet\">")
                .append(in.say("Time zone: ", "Zona horaria: "))
                .append(Html.escape(calendar.zone().getDisplayName(TextStyle.FULL, in.locale())))
                .append("</p>");
        holidays(body, calendar, now, in);
        body.append("</div>");
    }

    private static String day(Calendar calendar, DayOfWeek day, Language in) {
        List<Calendar.Slot> slots =
                calendar.slots().stream().filter(slot -> slot.day() == day).toList();
        boolean always = calendar.slots().isEmpty()
                || slots.stream().anyMatch(slot -> slot.toMinute() - slot.fromMinute() == MINUTES_OF_DAY);
        if (always) {
            return in.say("day and night", "día y noche");
        }
        return slots.isEmpty()
                ? in.say("closed", "cerrado")
                : slots.stream()
                        .map(slot -> clock(slot.fromMinute()) + "–" + clock(slot.toMinute()))
                        .collect(Collectors.joining(", "));
    }

    private static String clock(int minute) {
        return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
    }

    private static String span(int from, int to, Language in) {
        if (from == 0 && to == 6) {
            return in.say("Every day", "Todos los días");
        }
        String first = name(from, in);
        String last = name(to, in);
        return from == to
                ? first
                : first
                        + (to == from + 1 ? in.say(" and ", " y ") : in.say(" to ", " a "))
                        + (in == Language.EN ? last : last.toLowerCase(in.locale()));
    }

    private static String name(int day, Language in) {
        String name = DayOfWeek.of(day + 1).getDisplayName(TextStyle.FULL, in.locale());
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static void holidays(StringBuilder body, Calendar calendar, Instant now, Language in) {
        LocalDate today = now.atZone(calendar.zone()).toLocalDate();
        List<String> closed = calendar.holidays().entrySet().stream()
                .filter(day -> !day.getKey().isBefore(today) && day.getKey().isBefore(today.plusDays(HOLIDAYS_AHEAD)))
                .sorted(Map.Entry.comparingByKey())
                .limit(HOLIDAYS)
                .map(day -> DateTimeFormatter.ofPattern(in.say("d MMMM", "d 'de' MMMM"), in.locale())
                                .format(day.getKey())
                        + (day.getValue().isBlank() ? "" : " (" + day.getValue() + ")"))
                .toList();
        if (!closed.isEmpty()) {
            body.append("<p class=\"quiet\">")
                    .append(in.say("Closed on ", "Cerrado el "))
                    .append(Html.escape(String.join(", ", closed)))
                    .append("</p>");
        }
    }
}
