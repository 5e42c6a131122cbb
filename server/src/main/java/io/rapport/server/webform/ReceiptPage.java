package io.rapport.server.webform;

import io.rapport.server.channel.Html;
import io.rapport.server.channel.Receipts;
import io.rapport.server.promise.Promised;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Team;
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

    static String of(String token, Receipts.Page page, Said said) {
        StringBuilder body = new StringBuilder();
        if (!said.sentence().isEmpty()) {
            body.append(said.well() ? "<p class=\"said\" role=\"status\">" : "<p class=\"notice\" role=\"alert\">")
                    .append(Html.escape(said.sentence()))
                    .append("</p>");
        }
        who(body, page);
        promises(body, page);
        String link = "/r/" + Html.escape(token);
        body.append("<h2>Add something</h2><form method=\"post\" action=\"")
                .append(link)
                .append("/add\">")
                .append(Page.area(
                        "text",
                        "What else should we know?",
                        said.text(),
                        Optional.empty(),
                        "class=\"short\" required maxlength=\"" + ReceiptRoutes.MAX_TEXT + "\""))
                .append("<button>Add</button></form>");
        body.append("<h2>When may we call you?</h2><form method=\"post\" action=\"")
                .append(link)
                .append("/best-time\">")
                .append(Page.field(
                        "when",
                        "Best time to call",
                        page.customer().bestTime().orElse(""),
                        Optional.empty(),
                        "maxlength=\"200\" placeholder=\"weekdays after five\" required"))
                .append("<button>Save</button></form>");
        return body.toString();
    }

    private static void who(StringBuilder body, Receipts.Page page) {
        Team team = page.team();
        body.append("<h1>")
                .append(Html.escape(team.name()))
                .append(team.place().isEmpty() ? "" : " in " + Html.escape(team.place()))
                .append(" has it.</h1><p class=\"about\">“")
                .append(Html.escape(page.matter().about()))
                .append("”</p>");
        if (!team.welcome().isEmpty()) {
            body.append("<p>").append(Html.escape(team.welcome())).append("</p>");
        }
        List<Agent> people = page.people();
        if (!people.isEmpty()) {
            body.append("<ul class=\"faces\" aria-label=\"Who looks after you\">");
            people.stream()
                    .limit(FACES)
                    .forEach(agent -> body.append("<li>")
                            .append(face(agent))
                            .append(Html.escape(agent.firstName()))
                            .append("</li>"));
            if (people.size() > FACES) {
                body.append("<li><i aria-hidden=\"true\">+")
                        .append(people.size() - FACES)
                        .append("</i>others</li>");
            }
            body.append("</ul>");
        }
        if (!team.address().isEmpty()) {
            body.append("<p class=\"quiet\">Write to them directly: <a href=\"mailto:")
                    .append(Html.escape(team.address()))
                    .append("\">")
                    .append(Html.escape(team.address()))
                    .append("</a></p>");
        }
    }

    private static void promises(StringBuilder body, Receipts.Page page) {
        body.append("<h2>What is promised</h2><div class=\"card\">");
        if (page.promises().isEmpty()) {
            body.append("<p>Nothing is open just now. If something is missing, tell us below.</p>");
        }
        for (Promised promise : page.promises()) {
            Optional<Agent> owner = promise.owner()
                    .flatMap(id -> page.people().stream()
                            .filter(agent -> agent.id().equals(id))
                            .findFirst());
            boolean answer = promise.kind() == Promised.Kind.ANSWER;
            String who = owner.map(Agent::firstName).orElse("A person");
            String what = answer ? who + " answers you" : promise.what();
            String by = owner.isPresent() && !answer ? Html.escape(who) + ", by " : "by ";
            body.append("<div class=\"promise\">")
                    .append(owner.map(ReceiptPage::face)
                            .orElseGet(() -> initial(page.team().name())))
                    .append("<p><b>")
                    .append(Html.escape(what))
                    .append("</b><br>")
                    .append(by)
                    .append("<strong>")
                    .append(Html.escape(Receipts.when(
                            promise.deadline(), page.team().calendar().zone())))
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
