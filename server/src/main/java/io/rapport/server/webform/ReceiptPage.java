package io.rapport.server.webform;

import io.rapport.server.calling.CallPage;
import io.rapport.server.calling.Window;
import io.rapport.server.channel.Receipts;
import io.rapport.server.page.Html;
import io.rapport.server.page.Page;
import io.rapport.server.promise.Promised;
import io.rapport.server.web.Language;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Team;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// How a receipt looks: who has it, what is promised by when, room to add something and to say when to call.
final class ReceiptPage {
    private static final int FACES = 7;

    private ReceiptPage() {}

    /// What was just done here, or could not be.
    ///
    /// @param text what was typed and could not be taken
    record Said(String sentence, boolean well, String text) {
        static final Said NOTHING = new Said("", true, "");
    }

    /// The language in which they are spoken to.
    static Language language(Receipts.Page page) {
        return Language.of(page.customer().language());
    }

    /// When we call them, if we said that we would.
    record Call(Optional<Window> planned, ZoneId clock) {}

    /// @param asked how it was, as HTML; may be empty
    static String of(String token, Receipts.Page page, Said said, Call call, String asked) {
        Language in = language(page);
        StringBuilder body = new StringBuilder();
        if (!said.sentence().isEmpty()) {
            body.append(said.well() ? "<p class=\"said\" role=\"status\">" : "<p class=\"notice\" role=\"alert\">")
                    .append(Html.escape(said.sentence()))
                    .append("</p>");
        }
        who(body, page);
        promises(body, page);
        body.append(asked);
        String link = "/r/" + Html.escape(token);
        body.append("<h2>")
                .append(in.say("Add something", "Añadir algo"))
                .append("</h2><form method=\"post\" action=\"")
                .append(link)
                .append("/add\">")
                .append(Page.area(
                        "text",
                        in.say("What else should we know?", "¿Qué más debemos saber?"),
                        said.text(),
                        Optional.empty(),
                        "class=\"short\" required maxlength=\"" + ReceiptRoutes.MAX_TEXT + "\""))
                .append("<button>" + in.say("Add", "Añadir") + "</button></form>");
        body.append("<h2>")
                .append(in.say("When may we call you?", "¿Cuándo podemos llamarle?"))
                .append("</h2><form method=\"post\" action=\"")
                .append(link)
                .append("/call\">");
        call.planned()
                .ifPresent(window -> body.append("<p><strong>")
                        .append(Html.escape(in.say(
                                "We call you " + CallPage.words(window, call.clock(), in) + ".",
                                "Le llamamos " + CallPage.words(window, call.clock(), in) + ".")))
                        .append("</strong></p>"));
        body.append("<button>")
                .append(
                        call.planned().isPresent()
                                ? in.say("Choose another time", "Elegir otra hora")
                                : in.say("Choose a time", "Elegir una hora"))
                .append("</button></form><form class=\"after\" method=\"post\" action=\"")
                .append(link)
                .append("/best-time\">")
                .append(Page.field(
                        "when",
                        in.say("Best time to call", "Mejor hora para llamar"),
                        page.customer().bestTime().orElse(""),
                        Optional.empty(),
                        "maxlength=\"200\" placeholder=\""
                                + in.say("weekdays after five", "entre semana después de las cinco") + "\" required"))
                .append("<button>" + in.say("Save", "Guardar") + "</button></form>");
        return body.toString();
    }

    private static void who(StringBuilder body, Receipts.Page page) {
        Team team = page.team();
        Language in = language(page);
        body.append("<h1>")
                .append(in.say("", "Lo tiene "))
                .append(Html.escape(team.name()))
                .append(team.place().isEmpty() ? "" : in.say(" in ", ", en ") + Html.escape(team.place()))
                .append(in.say(" has it.", "."))
                .append("</h1><p class=\"about\">“")
                .append(Html.escape(page.matter().about()))
                .append("”</p>");
        if (!team.welcome().isEmpty()) {
            body.append("<p>").append(Html.escape(team.welcome())).append("</p>");
        }
        List<Agent> people = page.people();
        if (!people.isEmpty()) {
            body.append(
                    "<ul class=\"faces\" aria-label=\"" + in.say("Who looks after you", "Quién le atiende") + "\">");
            people.stream()
                    .limit(FACES)
                    .forEach(agent -> body.append("<li>")
                            .append(face(agent))
                            .append(Html.escape(agent.firstName()))
                            .append("</li>"));
            if (people.size() > FACES) {
                body.append("<li><i aria-hidden=\"true\">+")
                        .append(people.size() - FACES)
                        .append("</i>" + in.say("others", "más") + "</li>");
            }
            body.append("</ul>");
        }
        if (!team.address().isEmpty()) {
            body.append("<p class=\"quiet\">" + in.say("Write to them directly:", "Escríbales directamente:")
                            + " <a href=\"mailto:")
                    .append(Html.escape(team.address()))
                    .append("\">")
                    .append(Html.escape(team.address()))
                    .append("</a></p>");
        }
    }

    private static void promises(StringBuilder body, Receipts.Page page) {
        Language in = language(page);
        body.append("<h2>").append(in.say("What is promised", "Lo prometido")).append("</h2><div class=\"card\">");
        if (page.promises().isEmpty()) {
            body.append("<p>")
                    .append(in.say(
                            "Nothing is open just now. If something is missing, tell us below.",
                            "Ahora no hay nada pendiente. Si falta algo, díganoslo abajo."))
                    .append("</p>");
        }
        for (Promised promise : page.promises()) {
            Optional<Agent> owner = promise.owner()
                    .flatMap(id -> page.people().stream()
                            .filter(agent -> agent.id().equals(id))
                            .findFirst());
            boolean answer = promise.kind() == Promised.Kind.ANSWER;
            String who = owner.map(Agent::firstName).orElse(in.say("A person", "Una persona"));
            String what = answer ? who + in.say(" answers you", " le responde") : promise.what();
            String by = owner.isPresent() && !answer
                    ? Html.escape(who) + in.say(", by ", ", antes del ")
                    : in.say("by ", "antes del ");
            body.append("<div class=\"promise\">")
                    .append(owner.map(ReceiptPage::face)
                            .orElseGet(() -> initial(page.team().name())))
                    .append("<p><b>")
                    .append(Html.escape(what))
                    .append("</b><br>")
                    .append(by)
                    .append("<strong>")
                    .append(Html.escape(Receipts.when(
                            promise.deadline(), page.team().calendar().zone(), in)))
                    .append("</strong></p></div>");
        }
        body.append("</div>");
    }

    private static String face(Agent agent) {
        return agent.face()
                .map(path -> "<img src=\"" + Html.escape(path) + "\" alt=\"\">")
                .orElseGet(() -> initial(agent.firstName()));
    }

    private static String initial(String name) {
        return "<i aria-hidden=\"true\">" + Html.escape(name.substring(0, name.offsetByCodePoints(0, 1))) + "</i>";
    }
}
