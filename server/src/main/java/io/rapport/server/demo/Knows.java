package io.rapport.server.demo;

import io.rapport.server.knowledge.Article;
import io.rapport.server.knowledge.Articles;
import io.rapport.server.knowledge.Template;
import io.rapport.server.knowledge.Templates;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;
import java.time.LocalDate;
import java.util.Optional;

/// What the demo company knows already: a little, so that a person sees what it is for.
final class Knows {
    private static final int REVIEW_DAYS = 90;

    private final Templates templates;
    private final Articles articles;

    Knows(Templates templates, Articles articles) {
        this.templates = templates;
        this.articles = articles;
    }

    /// @param by who wrote it all
    void write(TeamId team, AgentId by, LocalDate today) {
        template(
                team,
                by,
                "en",
                "Who we are",
                "whoweare",
                "Hello {{customer.firstName}},\n\nyou always reach the same people: {{team.name}} looks after you. Who we"
                        + " are, and when we are there: {{team.page}}\n\n{{agent.firstName}}");
        template(
                team,
                by,
                "en",
                "An engineer comes",
                "engineer",
                "Hello {{customer.firstName}},\n\nan engineer of ours comes to you. {{promise.what}}, by"
                        + " {{promise.deadline}}. You need not wait at the door: they ring you when they are ten minutes"
                        + " away.\n\n{{agent.firstName}}");
        article(
                by,
                today,
                "What the four lamps on the box mean",
                "From left to right:\n\n- **Power**: green, it has electricity.\n- **Line**: green, it hears us. Red,"
                        + " it does not: look whether the thin grey cable sits firmly, then write to us.\n- **Wireless**:"
                        + " it blinks while somebody uses it.\n- **Phone**: green, a telephone can be plugged in.\n\nAn"
                        + " orange lamp for up to ten minutes after a change is no fault: the box is learning.");
        article(
                by,
                today,
                "Taking your line along to another home",
                "Tell us the day and the new address two weeks ahead, and the line is there before you"
                        + " are.\n\n- Take the box and its plug with you.\n- Your number comes along within the same"
                        + " town.\n- The day of the change costs nothing.");
        article(
                by,
                today,
                "Reading the monthly statement",
                "It has three parts: what a month costs, what was used besides, and what we owe you. A line that says"
                        + " **credit** is in your favour.\n\nIf anything on it surprises you, it surprises us too: write,"
                        + " and a person looks at it.");
    }

    private void template(TeamId team, AgentId by, String language, String title, String shortcut, String text) {
        templates.add(new Template.Draft(Optional.empty(), language, title, shortcut, text), team, by);
    }

    private void article(AgentId by, LocalDate today, String title, String text) {
        articles.add(new Article.Draft(
                Optional.empty(), "en", title, text, by, today.plusDays(REVIEW_DAYS), true, Optional.empty()));
    }
}
