package io.rapport.server.interaction;

import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import java.time.Instant;
import java.util.Optional;

/// One thing that a customer needs, over all its interactions.
///
/// @param about in the customer's words: the subject line
/// @param sales followed until they sign up or say no; does not close by silence
/// @param lastAt when something was last said about it
public record Matter(
        MatterId id,
        CustomerId customer,
        String about,
        boolean sales,
        State state,
        Instant opened,
        Optional<Instant> closed,
        Instant lastAt) {

    public enum State {
        /// We owe something.
        OPEN,
        /// We said what there was to say; it closes if the customer agrees or stays silent.
        WAITING,
        CLOSED
    }
}
