package io.rapport.server.webform;

import io.rapport.server.channel.Receipts;
import io.rapport.server.outreach.Incident;
import io.rapport.server.outreach.MakeGood;
import io.rapport.server.outreach.Notices;
import io.rapport.server.page.Html;
import io.rapport.server.page.Page;
import io.rapport.server.web.Language;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// How an incident looks to one whom it touches: what happened, what we do, that they know, what they think,
/// and
/// whether
/// we may call.
final class NoticePage {
    private NoticePage() {}

    /// What was just done here, or could not be.
    record Said(String sentence, boolean well, String typed) {
        static final Said NOTHING = new Said("", true, "");
    }

    static String of(String token, Notices.Page page, Said said) {
        Language in = page.in();
        String link = "/n/" + Html.escape(token);
        StringBuilder body = new StringBuilder();
        if (!said.sentence().isEmpty()) {
            body.append(said.well() ? "<p class=\"said\" role=\"status\">" : "<p class=\"notice\" role=\"alert\">")
                    .append(Html.escape(said.sentence()))
                    .append("</p>");
        }
        body.append("<h1>").append(Html.escape(page.incident().name())).append("</h1>");
        body.append(when(page.incident(), in, page.team().calendar().zone()));
        section(body, in.say("What happened", "Qué ha pasado"), page.text().happened());
        section(body, in.say("What we do", "Qué hacemos"), page.text().doing());
        goods(body, link, page);
        if (!page.known()) {
            body.append("<form class=\"plain\" method=\"post\" action=\"" + link + "/known\"><p><button>"
                    + in.say("I know now", "Ya lo sé") + "</button></p></form>");
        }
        opinion(body, link, page, said);
        body.append("<h2>" + in.say("May we call you?", "¿Podemos llamarle?") + "</h2><form method=\"post\" action=\""
                + link + "/call\"><p>");
        body.append(Html.escape(in.say(
                        page.team().name() + " calls you about this and about nothing else.",
                        page.team().name() + " le llama por esto y por nada más.")))
                .append("</p><button>" + in.say("Choose a time", "Elegir una hora") + "</button></form>");
        return body.toString();
    }

    private static void section(StringBuilder body, String head, String words) {
        body.append("<h2>")
                .append(head)
                .append("</h2><div class=\"card\"><p class=\"prose\">")
                .append(Html.escape(words))
                .append("</p></div>");
    }

    /// When it was, or will be.
    static String when(Incident incident, Language in, ZoneId zone) {
        StringBuilder line = new StringBuilder();
        Optional<Instant> effective = incident.effective();
        if (effective.isPresent()) {
            line.append(in.say("From ", "Desde el ")).append(Receipts.when(effective.get(), zone, in));
        } else if (incident.since().isPresent()) {
            line.append(in.say("Since ", "Desde el "))
                    .append(Receipts.when(incident.since().get(), zone, in));
            incident.until()
                    .ifPresent(until ->
                            line.append(in.say(" until ", " hasta el ")).append(Receipts.when(until, zone, in)));
        }
        boolean over = incident.state() == Incident.State.RESOLVED;
        if (over) {
            line.append(line.isEmpty() ? "" : ". ").append(in.say("It is over.", "Ya está resuelto."));
        }
        return line.isEmpty() ? "" : "<p class=\"when\">" + Html.escape(line.toString()) + "</p>";
    }

    private static void goods(StringBuilder body, String link, Notices.Page page) {
        List<MakeGood> goods = page.makeGoods();
        if (goods.isEmpty()) {
            return;
        }
        Language in = page.in();
        body.append("<h2>" + in.say("What we make good", "Cómo lo compensamos") + "</h2><div class=\"card\">");
        for (MakeGood good : goods) {
            body.append("<p><b>").append(Html.escape(good.what())).append("</b>");
            if (good.amountCents().isPresent()) {
                body.append(" · ").append(amount(good));
            }
            body.append("<br>").append(Html.escape(state(good, in))).append("</p>");
            if (good.state() == MakeGood.State.DONE) {
                body.append("<form class=\"plain\" method=\"post\" action=\"" + link + "/arrived/" + good.id()
                        + "\"><p><button>" + in.say("It has arrived", "Ha llegado") + "</button></p></form>");
            }
        }
        body.append("</div>");
    }

    static String amount(MakeGood good) {
        return String.format(
                java.util.Locale.ROOT, "%.2f %s", good.amountCents().orElse(0) / 100.0, Html.escape(good.currency()));
    }

    private static String state(MakeGood good, Language in) {
        return switch (good.state()) {
            case PROPOSED, DROPPED -> "";
            case APPROVED -> in.say("It is on its way.", "Está en camino.");
            case DONE -> in.say("It was sent. Has it arrived?", "Se ha enviado. ¿Ha llegado?");
            case ARRIVED -> in.say("It has arrived.", "Ha llegado.");
        };
    }

    private static void opinion(StringBuilder body, String link, Notices.Page page, Said said) {
        Language in = page.in();
        Optional<Notices.Opinion> before = page.opinion();
        String words = !said.typed().isEmpty()
                ? said.typed()
                : before.map(Notices.Opinion::words).orElse("");
        Boolean fits = before.map(Notices.Opinion::fits).orElse(null);
        body.append("<h2>"
                + in.say("What do you think of what we do about it?", "¿Qué le parece lo que hacemos?")
                + "</h2><form method=\"post\" action=\"" + link + "/opinion\"><fieldset><legend>"
                + in.say("Does it fit you?", "¿Le sirve?") + "</legend>");
        pick(body, "yes", in.say("It fits", "Me sirve"), Boolean.TRUE.equals(fits));
        pick(body, "no", in.say("It does not fit", "No me sirve"), Boolean.FALSE.equals(fits));
        body.append("</fieldset>")
                .append(Page.area(
                        "words",
                        in.say(
                                "In your words <span class=\"quiet\">(if you like)</span>",
                                "Con sus palabras <span class=\"quiet\">(si quiere)</span>"),
                        words,
                        Optional.empty(),
                        "class=\"short\" maxlength=\"" + Notices.MAX_OPINION + "\""))
                .append("<button>" + in.say("Send", "Enviar") + "</button></form>");
    }

    private static void pick(StringBuilder body, String value, String label, boolean chosen) {
        body.append("<label class=\"pick\"><input type=\"radio\" name=\"fits\" value=\"" + value + "\""
                + (chosen ? " checked" : "") + ">" + label + "</label>");
    }
}
