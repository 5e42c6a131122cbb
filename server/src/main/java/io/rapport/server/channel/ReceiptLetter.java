package io.rapport.server.channel;

import io.rapport.server.page.Html;
import io.rapport.server.web.Language;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Team;
import java.time.Instant;
import java.util.List;

/// The letter that says: we have it, these people look after you, and by then a person answers.
record ReceiptLetter(Language in, Team team) {
    private static final int NAMED = 4;

    record Words(String text, String html) {}

    /// @param name of the customer; may be blank
    /// @param people who agreed to be seen; may be none
    /// @param link to the receipt's page
    /// @param site at which the team's page is, without a slash at its end
    Words words(String name, List<Agent> people, Instant deadline, String link, String site) {
        String hello =
                name.isBlank() ? in.say("Hello,", "Hola:") : in.say("Hello " + name + ",", "Hola, " + name + ":");
        String place = team.place().isBlank() ? "" : in.say(" in ", " de ") + team.place();
        String reached = in.say(
                        "your message has reached the " + team.name() + " team" + place + ". ",
                        "su mensaje ha llegado al equipo " + team.name() + place + ". ")
                + names(people);
        String by = Receipts.when(deadline, team.calendar().zone(), in);
        String answers = in.say("A person answers you by " + by + ".", "Una persona le responde antes del " + by + ".");
        String see = in.say(
                "See what we promised, add something, or say when to call you",
                "Vea lo que hemos prometido, añada algo o diga cuándo llamarle");
        String just = in.say("You can also just answer this mail.", "También puede responder a este correo.");
        String direct = team.address().isBlank()
                ? ""
                : in.say("You can always write to us directly: ", "Siempre puede escribirnos directamente: ")
                        + team.address();
        String who = in.say("Who they are, and when they are there", "Quiénes son, y cuándo están");
        String text = hello + "\n\n" + reached + answers + "\n\n" + see + ":\n" + link + "\n\n" + just + "\n"
                + (direct.isEmpty() ? "" : direct + "\n")
                + team.page()
                        .path()
                        .map(path -> who + ": " + site + path + "\n")
                        .orElse("");
        String html = "<p>" + Html.escape(hello) + "</p><p>" + Html.escape(reached) + "<strong>" + Html.escape(answers)
                + "</strong></p><p>" + anchor(link, see) + "</p><p>" + Html.escape(just + " " + direct) + "</p>"
                + team.page()
                        .path()
                        .map(path -> "<p>" + anchor(site + path, who) + "</p>")
                        .orElse("");
        return new Words(text, html);
    }

    private static String anchor(String address, String words) {
        return "<a href=\"" + Html.escape(address) + "\">" + Html.escape(words) + "</a>";
    }

    private String names(List<Agent> people) {
        if (people.isEmpty()) {
            return "";
        }
        List<String> first = people.stream().limit(NAMED).map(Agent::firstName).toList();
        int others = people.size() - NAMED;
        String all = String.join(", ", first)
                + (others > 0 ? in.say(" and " + others + " others", " y " + others + " más") : "");
        return people.size() == 1
                ? in.say(all + " looks after you there. ", "Allí le atiende " + all + ". ")
                : in.say(all + " look after you there. ", "Allí le atienden " + all + ". ");
    }
}
