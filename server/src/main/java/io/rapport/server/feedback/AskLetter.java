package io.rapport.server.feedback;

import io.rapport.server.page.Html;
import io.rapport.server.web.Language;
import java.util.Optional;

/// The mail in which a question is put: the answers are its links, as coloured cells with words, which every mail
/// program
/// shows, also one that shows no pictures.
record AskLetter(Survey survey, Language in, Links links) {
    private static final String CELL = "padding:12px 14px;border-radius:6px;text-align:center;font-weight:bold;"
            + "font-family:Arial,Helvetica,sans-serif;font-size:16px;";

    record Words(String subject, String text, String html) {}

    /// Who asks, and about what.
    ///
    /// @param name of the customer; may be blank
    /// @param served who of us served them; blank: the team
    /// @param about in the customer's words
    /// @param reason why they are asked
    record Occasion(String name, String served, String about, Reason reason) {}

    /// Why it comes.
    enum Reason {
        CLOSED,
        BY_HAND,
        KEPT,
        REMINDER
    }

    Words words(String token, Occasion occasion) {
        Wording wording = survey.in(in);
        String hello = occasion.name().isBlank()
                ? in.say("Hello,", "Hola:")
                : in.say("Hello " + occasion.name() + ",", "Hola, " + occasion.name() + ":");
        String opening = opening(occasion);
        String press = in.say(
                "Choose one. You can add a word, change your mind, or ask us to call you.",
                "Elija una. Puede añadir unas palabras, cambiar de opinión o pedir que le llamemos.");
        String why = why(occasion);
        String stop = in.say("Ask me nothing more", "No me pregunten más");
        StringBuilder text = new StringBuilder(hello + "\n\n" + opening + "\n\n" + wording.question() + "\n\n");
        for (int answer : survey.scale().answers()) {
            text.append(label(wording, answer))
                    .append(":\n")
                    .append(links.answer(token, answer))
                    .append("\n\n");
        }
        text.append(press)
                .append("\n\n")
                .append(occasion.served())
                .append("\n\n")
                .append(why)
                .append("\n")
                .append(stop)
                .append(": ")
                .append(links.stop(token))
                .append("\n");
        String html = "<p>" + Html.escape(hello) + "</p><p>" + Html.escape(opening)
                + "</p><p style=\"font-size:18px\"><strong>" + Html.escape(wording.question()) + "</strong></p>"
                + answers(token, wording) + "<p>" + Html.escape(press) + "</p><p>" + Html.escape(occasion.served())
                + "</p><p style=\"color:#555d6a;font-size:13px\">" + Html.escape(why) + " <a href=\""
                + Html.escape(links.stop(token)) + "\">" + Html.escape(stop) + "</a></p>" + decoy(token);
        return new Words(
                occasion.reason() == Reason.REMINDER ? "Re: " + wording.question() : wording.question(),
                text.toString(),
                html);
    }

    private String opening(Occasion occasion) {
        String about = occasion.about().isBlank()
                ? in.say("your matter", "su asunto")
                : in.say("“", "«") + occasion.about() + in.say("”", "»");
        return switch (occasion.reason()) {
            case CLOSED, BY_HAND ->
                in.say(
                        "we spoke about " + about + ". One click tells us how it was.",
                        "hablamos de " + about + ". Un clic nos dice cómo fue.");
            case KEPT ->
                in.say(
                        "you told us how it was with " + about + ", and we did something about it. Did it help?",
                        "nos dijo cómo fue con " + about + ", y hemos hecho algo. ¿Ha servido?");
            case REMINDER ->
                in.say(
                        "a few days ago we asked you about " + about + ". We ask this once more and then not again.",
                        "hace unos días le preguntamos por " + about + ". Lo preguntamos una vez más y ya no otra.");
        };
    }

    private String why(Occasion occasion) {
        return switch (occasion.reason()) {
            case CLOSED, REMINDER ->
                in.say(
                        "You get this because you wrote or spoke to us; we ask some people, drawn by lot.",
                        "Recibe esto porque nos escribió o habló con nosotros; preguntamos a algunas personas, por sorteo.");
            case BY_HAND ->
                in.say(
                        "You get this because one of us would like to know.",
                        "Recibe esto porque una persona de nuestro equipo quiere saberlo.");
            case KEPT ->
                in.say(
                        "You get this because we kept a promise that came of your vote.",
                        "Recibe esto porque hemos cumplido una promesa que nació de su voto.");
        };
    }

    private String label(Wording wording, int answer) {
        String word = wording.word(answer);
        return survey.scale() == Scale.FACES || word.equals(Integer.toString(answer)) ? word : answer + " – " + word;
    }

    private String answers(String token, Wording wording) {
        StringBuilder cells =
                new StringBuilder("<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"8\"><tr>");
        boolean narrow = survey.scale() == Scale.NPS;
        for (int answer : survey.scale().answers()) {
            String colour = Colours.of(survey.scale(), answer).inMail();
            String link = Html.escape(links.answer(token, answer));
            String picture = Optional.ofNullable(survey.pictures().get(answer))
                    .map(key -> "<img src=\"" + Html.escape(links.picture(key))
                            + "\" width=\"48\" height=\"48\" alt=\"\"" + " style=\"display:block;margin:0 auto 6px\">")
                    .orElse("");
            String shown = narrow ? Integer.toString(answer) : label(wording, answer);
            cells.append("<td style=\"")
                    .append(CELL)
                    .append(narrow ? "padding:10px 8px;" : "")
                    .append(colour)
                    .append("\"><a href=\"")
                    .append(link)
                    .append("\" style=\"text-decoration:none;")
                    .append(colour)
                    .append("\">")
                    .append(picture)
                    .append(Html.escape(shown))
                    .append("</a></td>");
        }
        cells.append("</tr></table>");
        if (narrow) {
            cells.append("<p style=\"font-size:13px;color:#555d6a\">0: ")
                    .append(Html.escape(wording.word(0)))
                    .append(" – 10: ")
                    .append(Html.escape(wording.word(10)))
                    .append("</p>");
        }
        return cells.toString();
    }

    private String decoy(String token) {
        return "<div style=\"display:none;max-height:0;overflow:hidden\" aria-hidden=\"true\"><a href=\""
                + Html.escape(links.decoy(token)) + "\" tabindex=\"-1\"></a></div>";
    }
}
