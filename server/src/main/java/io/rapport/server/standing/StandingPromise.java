package io.rapport.server.standing;

import io.rapport.server.web.Language;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// One promise that the company makes to everybody.
///
/// @param number hours, minutes or hand-overs, as its rule counts them
/// @param words at least one language
/// @param amountCents what whoever we broke it to is owed, where it is money
/// @param currency ISO 4217; empty where it is not
/// @param from since when it is active: what began before is no case of it
record StandingPromise(
        long id,
        Rule rule,
        int number,
        State state,
        List<Words> words,
        OptionalLong amountCents,
        String currency,
        Optional<Instant> from,
        Optional<Instant> judged) {

    enum State {
        DRAFT,
        ACTIVE,
        RETIRED
    }

    /// @param language "en"
    /// @param promise what we promise
    /// @param makeGood what we do where we broke it
    record Words(String language, String promise, String makeGood) {
        static final int MAX_TEXT = 300;
    }

    /// The words in a language, else in the first that there is.
    Words in(Language language) {
        return words.stream()
                .filter(one -> one.language().equals(language.tag()))
                .findFirst()
                .orElse(words.getFirst());
    }
}
