package io.rapport.server.standing;

import io.rapport.server.page.Html;
import io.rapport.server.web.Language;
import java.util.List;
import java.util.Locale;

/// What everybody reads: each promise, how often it was kept, how that is counted, and what we do where we
/// broke it. Pure.
final class PublicPage {
    /// Below so many cases a rate says nothing.
    static final int ENOUGH = 30;

    private PublicPage() {}

    record Published(StandingPromise promise, long kept, long n) {}

    static String of(List<Published> all, Language in) {
        StringBuilder body = new StringBuilder("<h1>")
                .append(in.say("What we promise", "Lo que prometemos"))
                .append("</h1><p class=\"about\">")
                .append(
                        in.say(
                                "And how often we kept it in the last twelve months, counted by the machine, case by case.",
                                "Y cuántas veces lo cumplimos en los últimos doce meses, contado por la máquina, caso por caso."))
                .append("</p>");
        for (Published one : all) {
            StandingPromise.Words words = one.promise().in(in);
            body.append("<h2>")
                    .append(Html.escape(words.promise()))
                    .append("</h2><div class=\"card\"><p>")
                    .append(rate(one, in))
                    .append("</p><p class=\"quiet\">")
                    .append(Html.escape(computed(one.promise(), in)))
                    .append("</p><p>")
                    .append(in.say("If we break it: ", "Si lo incumplimos: "))
                    .append(Html.escape(words.makeGood()))
                    .append("</p></div>");
        }
        return body.toString();
    }

    private static String rate(Published one, Language in) {
        if (one.n() < ENOUGH) {
            return in.say(
                    "Fewer than " + ENOUGH + " cases: too few to say.",
                    "Menos de " + ENOUGH + " casos: demasiado pocos para decirlo.");
        }
        // Never rounded up to what it is not.
        double percent = Math.floor(1000.0 * one.kept() / one.n()) / 10;
        String share = String.format(in.locale(), percent == Math.rint(percent) ? "%.0f" : "%.1f", percent) + "\u00a0%";
        String n = String.format(in.locale(), "%,d", one.n());
        return "<b>" + in.say("Kept: ", "Cumplido: ") + share + "</b> "
                + in.say("of " + n + " cases.", "de " + n + " casos.");
    }

    /// How it is computed, in one sentence.
    static String computed(StandingPromise promise, Language in) {
        int number = promise.number();
        return switch (promise.rule()) {
            case ANSWERED_WITHIN ->
                in.say(
                        "From the moment at which something arrives to the moment at which a person's answer leaves, in the"
                                + " hours in which the team works; broken after " + number + " of them.",
                        "Desde que algo llega hasta que sale la respuesta de una persona, en las horas en que trabaja el"
                                + " equipo; incumplido pasadas " + number + ".");
            case CALLED_IN_WINDOW ->
                in.say(
                        "Our first attempt is inside the window that was promised, unless you chose another one; a window"
                                + " that we moved is broken.",
                        "Nuestro primer intento cae dentro de la franja prometida, salvo que usted eligiera otra; una"
                                + " franja que movimos nosotros está incumplida.");
            case OUTAGE_MADE_GOOD ->
                in.say(
                        "Everybody whom an outage of more than " + number
                                + " hours touched is a case; kept if we called within a day of that.",
                        "Cada persona a la que afecta un corte de más de " + number
                                + " horas es un caso; cumplido si llamamos en el día siguiente.");
            case HANDED_OVER_AT_MOST ->
                in.say(
                        "Every matter that is closed is a case; broken as soon as it has gone from one of us to another"
                                + " more than " + number
                                + String.format(Locale.ROOT, " %s.", number == 1 ? "time" : "times"),
                        "Cada asunto cerrado es un caso; incumplido en cuanto pasa de una persona a otra más de "
                                + number + (number == 1 ? " vez." : " veces."));
            case CALLED_BACK_WITHIN ->
                in.say(
                        "From the moment at which somebody hangs up before we answer to our call, in the hours in which the"
                                + " team works; broken after " + number + " minutes.",
                        "Desde que alguien cuelga antes de que contestemos hasta nuestra llamada, en las horas en que"
                                + " trabaja el equipo; incumplido pasados " + number + " minutos.");
        };
    }
}
