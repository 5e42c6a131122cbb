package io.rapport.server.feedback;

import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.web.Language;
import io.rapport.server.workforce.Agent;
import java.time.Instant;

/// Two faces under the mails of agents who want them there: a link for each, which opens the page of a vote about that
/// matter. Nobody is asked by them, so no rest applies; what is voted is counted apart.
public final class SignatureFaces {
    private final AskStore store;
    private final Surveys surveys;
    private final Links links;

    SignatureFaces(AskStore store, Surveys surveys, Links links) {
        this.store = store;
        this.surveys = surveys;
        this.links = links;
    }

    boolean shown(AgentId agent) {
        return store.signs(agent);
    }

    void show(AgentId agent, boolean wanted) {
        store.signs(agent, wanted);
    }

    /// What stands under a mail of this agent's about a matter; empty where they want no faces, or no survey asks by
    /// faces.
    ///
    /// @param in the customer's language
    public String under(Agent agent, MatterId matter, Language in, Instant now) {
        if (!store.signs(agent.id())) {
            return "";
        }
        return surveys.faces()
                .map(survey -> {
                    Wording wording = survey.in(in);
                    String token = links.signature(matter, agent.id(), now);
                    return wording.question() + "\n" + wording.word(4) + ": " + links.answer(token, 4) + "\n"
                            + wording.word(1) + ": " + links.answer(token, 1);
                })
                .orElse("");
    }
}
