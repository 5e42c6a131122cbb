package io.rapport.server.feedback;

import io.rapport.server.calling.MaskedNumber;
import io.rapport.server.calling.Window;
import io.rapport.server.page.Html;
import io.rapport.server.page.Page;
import io.rapport.server.web.Language;
import io.rapport.server.workforce.Agent;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalInt;

/// How the page looks on which somebody votes: the answer they chose is selected already, and one button sends it.
final class VotePage {
    private VotePage() {}

    /// What was typed and not taken.
    ///
    /// @param sentence what is wrong; empty: nothing
    record Typed(OptionalInt answer, Optional<Boolean> again, String comment, String sentence) {}

    /// @param nonce makes what is sent from it one vote
    static String form(Votes.Sheet sheet, Votes.Offer offer, Typed typed, String nonce) {
        Language in = sheet.in();
        Wording wording = sheet.survey().in(in);
        StringBuilder body = new StringBuilder();
        if (!typed.sentence().isEmpty()) {
            body.append("<p class=\"notice\" role=\"alert\">")
                    .append(Html.escape(typed.sentence()))
                    .append("</p>");
        }
        if (sheet.trial()) {
            body.append("<p class=\"shut\">")
                    .append(in.say("This is a trial. Nothing is counted.", "Esto es una prueba. No se cuenta nada."))
                    .append("</p>");
        }
        body.append("<h1>").append(Html.escape(wording.question())).append("</h1>");
        sheet.vote()
                .ifPresent(vote -> body.append("<p class=\"quiet\">")
                        .append(in.say(
                                "We have your answer. You may change it.", "Tenemos su respuesta. Puede cambiarla."))
                        .append("</p>"));
        body.append("<form method=\"post\" class=\"vote\" action=\"/v/")
                .append(Html.escape(sheet.token()))
                .append("\"><input type=\"hidden\" name=\"nonce\" value=\"")
                .append(Html.escape(nonce))
                .append("\">");
        answers(body, sheet.survey(), wording, typed.answer(), in);
        body.append(Page.area(
                "comment",
                in.say("Would you like to say more?", "¿Quiere decirnos algo más?"),
                typed.comment(),
                Optional.empty(),
                "class=\"short\" maxlength=\"" + Ballot.MAX_COMMENT + "\""));
        again(body, typed.again(), in);
        if (!offer.windows().isEmpty()) {
            call(body, offer, in);
        }
        return body.append("<button>")
                .append(in.say("Send", "Enviar"))
                .append("</button><p class=\"quiet reads\">")
                .append(reads(sheet))
                .append("</p></form>")
                .toString();
    }

    private static void answers(StringBuilder body, Survey survey, Wording wording, OptionalInt chosen, Language in) {
        Scale scale = survey.scale();
        body.append("<fieldset class=\"answers scale-")
                .append(scale.name().toLowerCase(java.util.Locale.ROOT))
                .append("\"><legend>")
                .append(in.say("Your answer", "Su respuesta"))
                .append("</legend><div>");
        for (int answer : scale.answers()) {
            boolean first = answer == scale.answers().getFirst();
            body.append("<label class=\"")
                    .append(Colours.of(scale, answer).style())
                    .append("\"><input type=\"radio\" name=\"answer\" value=\"")
                    .append(answer)
                    .append(chosen.isPresent() && chosen.getAsInt() == answer ? "\" checked" : "\"")
                    .append(first ? " required" : "")
                    .append(">")
                    .append(picture(survey, answer))
                    .append("<span>")
                    .append(Html.escape(shown(scale, wording, answer)))
                    .append("</span></label>");
        }
        body.append("</div>");
        if (scale == Scale.NPS) {
            body.append("<p class=\"quiet ends\"><span>0: ")
                    .append(Html.escape(wording.word(0)))
                    .append("</span><span>10: ")
                    .append(Html.escape(wording.word(10)))
                    .append("</span></p>");
        }
        body.append("</fieldset>");
    }

    private static String shown(Scale scale, Wording wording, int answer) {
        return switch (scale) {
            case FACES -> wording.word(answer);
            case CSAT -> answer + " – " + wording.word(answer);
            case NPS -> Integer.toString(answer);
        };
    }

    /// The company's own picture, else a face that is drawn.
    private static String picture(Survey survey, int answer) {
        if (survey.pictures().containsKey(answer)) {
            return "<img src=\"/v/pictures/" + Html.escape(survey.pictures().getOrDefault(answer, ""))
                    + "\" alt=\"\" width=\"48\" height=\"48\">";
        }
        if (survey.scale() != Scale.FACES) {
            return "";
        }
        String mouth = switch (answer) {
            case 4 -> "M14 28 Q24 42 34 28";
            case 3 -> "M15 30 Q24 36 33 30";
            case 2 -> "M16 33 L32 33";
            default -> "M15 36 Q24 26 33 36";
        };
        return "<svg viewBox=\"0 0 48 48\" width=\"48\" height=\"48\" aria-hidden=\"true\"><circle cx=\"24\" cy=\"24\""
                + " r=\"21\"/><circle class=\"eye\" cx=\"17\" cy=\"19\" r=\"2.6\"/><circle class=\"eye\" cx=\"31\" cy=\"19\""
                + " r=\"2.6\"/><path d=\"" + mouth + "\"/></svg>";
    }

    private static void again(StringBuilder body, Optional<Boolean> said, Language in) {
        body.append("<fieldset class=\"line\"><legend>")
                .append(in.say("Did you have to explain it more than once?", "¿Tuvo que explicarlo más de una vez?"))
                .append("</legend>");
        radio(body, "again", "yes", in.say("Yes", "Sí"), said.filter(yes -> yes).isPresent());
        radio(body, "again", "no", in.say("No", "No"), said.filter(yes -> !yes).isPresent());
        body.append("</fieldset>");
    }

    private static void call(StringBuilder body, Votes.Offer offer, Language in) {
        body.append("<fieldset class=\"list\"><legend>")
                .append(in.say(
                        "May we call you? When would be the best time to speak with you?",
                        "¿Podemos llamarle? ¿Cuándo es el mejor momento para hablar con usted?"))
                .append("</legend>");
        radio(
                body,
                "call",
                "",
                in.say("No call, please", "Sin llamada, por favor"),
                offer.call().isEmpty());
        for (Window window : offer.windows()) {
            radio(
                    body,
                    "call",
                    window.from().getEpochSecond() + "-" + window.to().getEpochSecond(),
                    briefly(window, offer.zone(), in),
                    offer.call().filter(window::equals).isPresent());
        }
        body.append("</fieldset>");
        if (offer.numbers().size() == 1) {
            MaskedNumber only = offer.numbers().getFirst();
            body.append("<input type=\"hidden\" name=\"number\" value=\"")
                    .append(only.contactPoint())
                    .append("\"><p class=\"quiet\">")
                    .append(in.say("We call ", "Llamamos al "))
                    .append(Html.escape(only.shown()))
                    .append(in.say(
                            ", about this and nothing else. You can take it back at any time.",
                            ", solo por esto. Puede retirarlo cuando quiera."))
                    .append("</p>");
        } else {
            body.append("<label for=\"number\">")
                    .append(in.say("At which number?", "¿A qué número?"))
                    .append("</label><select id=\"number\" name=\"number\">");
            for (MaskedNumber number : offer.numbers()) {
                body.append("<option value=\"")
                        .append(number.contactPoint())
                        .append("\">")
                        .append(Html.escape(number.shown()))
                        .append("</option>");
            }
            body.append("</select>");
        }
        body.append(Page.field(
                "when",
                in.say("Or in your own words", "O con sus propias palabras"),
                "",
                Optional.empty(),
                "maxlength=\"200\" placeholder=\"" + in.say("weekdays after five", "entre semana después de las cinco")
                        + "\""));
    }

    private static void radio(StringBuilder body, String name, String value, String words, boolean chosen) {
        body.append("<label><input type=\"radio\" name=\"")
                .append(name)
                .append("\" value=\"")
                .append(Html.escape(value))
                .append(chosen ? "\" checked>" : "\">")
                .append(Html.escape(words))
                .append("</label>");
    }

    /// "Tue 1 Dec, 10:00–11:00" on their clock: one line each, on a telephone too.
    private static String briefly(Window window, ZoneId zone, Language in) {
        DateTimeFormatter from = DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", in.locale());
        DateTimeFormatter to = DateTimeFormatter.ofPattern("HH:mm", in.locale());
        return from.format(window.from().atZone(zone)) + "–"
                + to.format(window.to().atZone(zone));
    }

    /// "Tuesday 1 December, 10:00 to 11:00" on their clock.
    static String told(Window window, ZoneId zone, Language in) {
        DateTimeFormatter day = DateTimeFormatter.ofPattern(in.say("EEEE d MMMM", "EEEE d 'de' MMMM"), in.locale());
        DateTimeFormatter time = DateTimeFormatter.ofPattern("HH:mm", in.locale());
        return day.format(window.from().atZone(zone))
                + in.say(", ", ", de ")
                + time.format(window.from().atZone(zone))
                + in.say(" to ", " a ")
                + time.format(window.to().atZone(zone));
    }

    private static String reads(Votes.Sheet sheet) {
        Language in = sheet.in();
        String who = sheet.reader().map(Agent::firstName).orElse(sheet.team());
        return Html.escape(in.say(who + " reads what you write.", who + " lee lo que escriba."));
    }

    /// What they see when it is kept: who reads it, what is promised, and how to change their mind.
    static String thanks(Votes.Sheet sheet, Ballot ballot, Votes.Confirmed.Kept kept) {
        Language in = sheet.in();
        Wording wording = sheet.survey().in(in);
        String who = sheet.reader().map(Agent::firstName).orElse(sheet.team());
        StringBuilder body = new StringBuilder("<p class=\"said\" role=\"status\">")
                .append(in.say("We have your answer: ", "Tenemos su respuesta: "))
                .append(Html.escape(wording.word(ballot.answer())))
                .append("</p><h1>")
                .append(Html.escape(wording.thanks()))
                .append("</h1><div class=\"card\"><p>")
                .append(Html.escape(follows(sheet, ballot, kept, who)))
                .append("</p><p><a href=\"/v/")
                .append(Html.escape(sheet.token()))
                .append("?f=")
                .append(ballot.answer())
                .append("\">")
                .append(in.say("Change my answer, or say more", "Cambiar mi respuesta o decir más"))
                .append("</a></p></div>");
        return body.toString();
    }

    private static String follows(Votes.Sheet sheet, Ballot ballot, Votes.Confirmed.Kept kept, String who) {
        Language in = sheet.in();
        if (kept.call().isPresent()) {
            String when = told(kept.call().get(), kept.zone(), in);
            return in.say(who + " calls you on " + when + ".", who + " le llama el " + when + ".");
        }
        return ballot.isOwedAnAnswer(sheet.survey().scale())
                ? in.say(who + " reads it and answers you.", who + " lo lee y le responde.")
                : in.say(who + " reads it and is glad.", who + " lo lee y se alegra.");
    }

    /// What they said, when it can be changed no more.
    static String closed(Votes.Sheet sheet) {
        Language in = sheet.in();
        String said = sheet.vote()
                .map(vote -> in.say("You said: ", "Usted dijo: ")
                        + sheet.survey().in(in).word(vote.ballot().answer()) + ". ")
                .orElse("");
        return card(
                in.say("This question is closed.", "Esta pregunta está cerrada."),
                said
                        + in.say(
                                "If there is something to say, just answer our mail: a person reads it.",
                                "Si hay algo que decir, responda a nuestro correo: lo lee una persona."));
    }

    /// The page on which they say that they want to be asked nothing more.
    static String stop(Votes.Sheet sheet) {
        Language in = sheet.in();
        return "<h1>" + in.say("Shall we ask you nothing more?", "¿No le preguntamos más?") + "</h1><p>"
                + in.say(
                        "You can still write to us and call us, of course.",
                        "Por supuesto, puede seguir escribiéndonos y llamándonos.")
                + "</p><form method=\"post\" action=\"/v/" + Html.escape(sheet.token()) + "/stop\"><button>"
                + in.say("Ask me nothing more", "No me pregunten más") + "</button></form>";
    }

    static String stopped(Language in) {
        return "<p class=\"said\" role=\"status\">" + in.say("We ask you nothing more.", "No le preguntaremos más.")
                + "</p>";
    }

    static String card(String head, String sentence) {
        return "<div class=\"card\"><h1>" + Html.escape(head) + "</h1><p>" + Html.escape(sentence) + "</p></div>";
    }
}
