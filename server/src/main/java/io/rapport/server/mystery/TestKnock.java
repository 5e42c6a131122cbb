package io.rapport.server.mystery;

import io.rapport.server.vocabulary.DoorId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One knock of the mystery customer, and what came back so far.
///
/// @param failure why it could not even be handed in; empty: it could
/// @param arrivedAt when the inbox had it
/// @param junk whether the door took it for junk
/// @param receiptAt when the receipt had reached the mystery customer
/// @param answeredAt when a person's answer had
/// @param answerBy by when a person promised to answer
record TestKnock(
        long number,
        DoorId door,
        Instant at,
        String failure,
        Optional<Instant> arrivedAt,
        boolean junk,
        Optional<Instant> receiptAt,
        Optional<Instant> answeredAt,
        Optional<Instant> answerBy) {

    /// Whether it came through its door and was taken for what it is.
    boolean cameThrough() {
        return arrivedAt.isPresent() && !junk;
    }

    /// Minutes until something, to a tenth: "0.1 min".
    String minutesTo(Instant then) {
        return String.format(
                java.util.Locale.ROOT, "%.1f min", Duration.between(at, then).toMillis() / 60_000.0);
    }
}
