package io.rapport.server.feedback;

import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.MatterId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Where the answers of a question lead.
final class Links {
    private final AskTokens tokens;
    private final TokenKeys keys;
    private final String site;

    /// @param site under which customers open our pages, without a slash at its end
    Links(AskTokens tokens, TokenKeys keys, String site) {
        this.tokens = tokens;
        this.keys = keys;
        this.site = site;
    }

    /// The number of the key that signs now.
    int key() {
        return keys.newest();
    }

    String token(Ask ask) {
        return tokens.make(new AskTokens.Named(AskTokens.Kind.ASK, ask.id(), 0, ask.expires(), ask.key()));
    }

    String signature(MatterId matter, AgentId agent, Instant now) {
        return tokens.make(new AskTokens.Named(
                AskTokens.Kind.SIGNATURE, matter.value(), agent.value(), expiry(now), keys.newest()));
    }

    String trial(long survey, Instant now) {
        return tokens.make(
                new AskTokens.Named(AskTokens.Kind.TRIAL, survey, 0, now.plus(1, ChronoUnit.DAYS), keys.newest()));
    }

    static Instant expiry(Instant now) {
        return now.plus(Ask.VALID).truncatedTo(ChronoUnit.SECONDS);
    }

    String page(String token) {
        return site + "/v/" + token;
    }

    String answer(String token, int answer) {
        return page(token) + "?f=" + answer;
    }

    /// A page on which they say that they want no more of this.
    String stop(String token) {
        return page(token) + "/stop";
    }

    /// Stands in the mail where no person sees it: what opens it is a machine.
    String decoy(String token) {
        return page(token) + "/all";
    }

    String picture(String key) {
        return site + "/v/pictures/" + key;
    }
}
