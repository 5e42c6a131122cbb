package io.rapport.server.calling;

import io.rapport.server.page.Html;
import io.rapport.server.page.Page;
import io.rapport.server.web.Language;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// The page on which somebody says when it suits them to be called, and parts of it that stand on other pages too.
public final class CallPage {
    private CallPage() {}

    /// What there is to choose.
    ///
    /// @param chosen the window that is chosen to begin with
    public record Choice(List<Window> windows, List<MaskedNumber> numbers, Optional<Window> chosen, ZoneId clock) {
        public Choice {
            windows = List.copyOf(windows);
            numbers = List.copyOf(numbers);
        }

        public boolean isEmpty() {
            return windows.isEmpty() || numbers.isEmpty();
        }
    }

    /// Windows and numbers to choose among, as fields of a form: `window` (seconds since 1970 at which it begins) and
    /// `number`.
    public static String fields(Choice choice, Language in) {
        StringBuilder body = new StringBuilder("<fieldset class=\"choices\"><legend>")
                .append(in.say("When would be the best time?", "¿Cuál sería el mejor momento?"))
                .append("</legend>");
        for (Window window : choice.windows()) {
            boolean chosen = choice.chosen().filter(window::equals).isPresent();
            body.append("<label><input type=\"radio\" name=\"window\" required value=\"")
                    .append(window.from().getEpochSecond())
                    .append(chosen ? "\" checked>" : "\">")
                    .append(Html.escape(CallLetters.window(window, choice.clock(), in)))
                    .append("</label>");
        }
        body.append("</fieldset>");
        if (choice.numbers().isEmpty()) {
            body.append(Page.field(
                    "phone",
                    in.say("Your number", "Su número"),
                    "",
                    Optional.empty(),
                    "type=\"tel\" autocomplete=\"tel\" maxlength=\"40\" required"));
        } else if (choice.numbers().size() == 1) {
            body.append("<input type=\"hidden\" name=\"number\" value=\"")
                    .append(choice.numbers().getFirst().contactPoint())
                    .append("\"><p class=\"quiet\">")
                    .append(in.say("At ", "En el "))
                    .append(Html.escape(choice.numbers().getFirst().shown()))
                    .append("</p>");
        } else {
            body.append("<fieldset class=\"choices\"><legend>")
                    .append(in.say("At which number?", "¿En qué número?"))
                    .append("</legend>");
            boolean first = true;
            for (MaskedNumber number : choice.numbers()) {
                body.append("<label><input type=\"radio\" name=\"number\" required value=\"")
                        .append(number.contactPoint())
                        .append(first ? "\" checked>" : "\">")
                        .append(Html.escape(number.shown()))
                        .append("</label>");
                first = false;
            }
            body.append("</fieldset>");
        }
        return body.toString();
    }

    /// "Tuesday 24 November, between 15:00 and 16:00".
    public static String words(Window window, ZoneId clock, Language in) {
        return CallLetters.window(window, clock, in);
    }

    /// What stands on the page.
    ///
    /// @param planned the window that stands, if any
    /// @param who calls
    record Shown(
            String about,
            String who,
            Optional<Window> planned,
            Choice choice,
            String bestTime,
            Optional<String> said,
            Optional<String> wrong) {}

    static String of(String link, Shown shown, Language in) {
        StringBuilder body = new StringBuilder();
        shown.said()
                .ifPresent(sentence -> body.append("<p class=\"said\" role=\"status\">")
                        .append(Html.escape(sentence))
                        .append("</p>"));
        shown.wrong()
                .ifPresent(sentence -> body.append("<p class=\"notice\" role=\"alert\">")
                        .append(Html.escape(sentence))
                        .append("</p>"));
        body.append("<h1>")
                .append(in.say("When may we call you?", "¿Cuándo podemos llamarle?"))
                .append("</h1><p class=\"about\">“")
                .append(Html.escape(shown.about()))
                .append("”</p>");
        shown.planned()
                .ifPresent(window -> body.append("<p><strong>")
                        .append(Html.escape(in.say(
                                shown.who() + " calls you "
                                        + CallLetters.window(
                                                window, shown.choice().clock(), in) + ".",
                                shown.who() + " le llamará "
                                        + CallLetters.window(
                                                window, shown.choice().clock(), in) + ".")))
                        .append("</strong></p>"));
        if (shown.choice().windows().isEmpty()) {
            body.append("<p>")
                    .append(in.say(
                            "There is no time to choose just now. Tell us below when it suits you, and we see to it.",
                            "Ahora no hay horas que elegir. Díganos abajo cuándo le viene bien y nos ocupamos."))
                    .append("</p>");
        } else {
            body.append("<form method=\"post\" action=\"")
                    .append(link)
                    .append("/window\">")
                    .append(fields(shown.choice(), in))
                    .append("<button>")
                    .append(in.say("Yes, call me then", "Sí, llámenme entonces"))
                    .append("</button></form>");
        }
        body.append("<h2>")
                .append(in.say("In your own words", "Con sus palabras"))
                .append("</h2><form method=\"post\" action=\"")
                .append(link)
                .append("/best-time\">")
                .append(Page.field(
                        "when",
                        in.say("Best time to call", "Mejor hora para llamar"),
                        shown.bestTime(),
                        Optional.empty(),
                        "maxlength=\"200\" required placeholder=\""
                                + in.say("weekdays after five", "entre semana después de las cinco") + "\""))
                .append("<button>")
                .append(in.say("Save", "Guardar"))
                .append("</button></form><h2>")
                .append(in.say("Rather not by telephone?", "¿Prefiere que no sea por teléfono?"))
                .append("</h2><form method=\"post\" action=\"")
                .append(link)
                .append("/in-writing\"><p>")
                .append(in.say(
                        "Then we don't call you, and write what we have to say.",
                        "Entonces no le llamamos y le escribimos lo que tenemos que decirle."))
                .append("</p><button class=\"plain\">")
                .append(in.say("Write to me instead", "Escríbanme en su lugar"))
                .append("</button></form>");
        return body.toString();
    }
}
