package io.rapport.server.feedback;

import io.rapport.server.interaction.Matter;
import io.rapport.server.page.Html;
import io.rapport.server.web.Language;
import java.time.Instant;
import java.util.Optional;

/// The question on the page behind a receipt's link: shown when its matter is closed and its customer was asked, which
/// the lot decides and nobody who opens the page.
public final class ReceiptFaces {
    private final AskStore asks;
    private final VoteStore votes;
    private final Surveys surveys;
    private final Links links;

    ReceiptFaces(AskStore asks, VoteStore votes, Surveys surveys, Links links) {
        this.asks = asks;
        this.votes = votes;
        this.surveys = surveys;
        this.links = links;
    }

    /// In HTML; empty where nothing is asked about it, or nothing can be answered any more.
    public Optional<String> of(Matter matter, Instant now) {
        if (matter.state() != Matter.State.CLOSED) {
            return Optional.empty();
        }
        Optional<Ask> ask = asks.openOf(matter.id(), now);
        ask.filter(one -> one.delivered().isEmpty() && one.channel() == io.rapport.server.vocabulary.Channel.FORM)
                .ifPresent(one -> asks.shown(one.id(), now));
        return ask.flatMap(one -> surveys.find(one.survey()).map(survey -> html(one, survey)));
    }

    private String html(Ask ask, Survey survey) {
        Language in = ask.language();
        Wording wording = survey.in(in);
        String token = links.token(ask);
        Optional<Integer> said = votes.find(ask.id()).map(vote -> vote.ballot().answer());
        StringBuilder html =
                new StringBuilder("<h2>" + Html.escape(wording.question()) + "</h2><p class=\"answers-row\">");
        for (int answer : survey.scale().answers()) {
            html.append("<a class=\"")
                    .append(Colours.of(survey.scale(), answer).style())
                    .append(said.filter(chosen -> chosen == answer).isPresent() ? " chosen" : "")
                    .append("\" href=\"/v/")
                    .append(Html.escape(token))
                    .append("?f=")
                    .append(answer)
                    .append("\">")
                    .append(Html.escape(wording.word(answer)))
                    .append("</a> ");
        }
        return html.append("</p>").toString();
    }
}
