package io.rapport.server.channel;

import io.rapport.server.customer.Met;
import io.rapport.server.interaction.Interactions;
import io.rapport.server.interaction.Matter;
import io.rapport.server.interaction.Matters;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.MatterId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What somebody who calls may have called about before: who calls again within days goes on with the same. In the
/// caller's transaction.
final class CallsBefore {
    /// As long as a matter waits for a word before it closes by itself.
    static final Duration WITHIN = Matters.SILENCE;

    private static final int LATEST = 10;

    private final Interactions interactions;
    private final Matters matters;
    private final Promises promises;

    CallsBefore(Interactions interactions, Matters matters, Promises promises) {
        this.interactions = interactions;
        this.matters = matters;
        this.promises = promises;
    }

    static boolean isSpoken(Channel channel) {
        return channel == Channel.PHONE || channel == Channel.VOICEMAIL;
    }

    /// The matter that was spoken of last by telephone, or about which we said that we call back. None for who
    /// withholds
    /// their number, and for what is not a call.
    Optional<Matter> of(Arrival arrival, Met met, Instant now) {
        boolean numbered = arrival.sender()
                .filter(sender -> sender.address().kind() == ContactPoint.Kind.PHONE)
                .isPresent();
        return arrival.channel() != Channel.PHONE || !numbered
                ? Optional.empty()
                : met.reach().stream()
                        .flatMap(record -> matters.of(record, LATEST).stream())
                        .filter(matter -> matter.state() != Matter.State.CLOSED)
                        .filter(matter -> matter.lastAt().isAfter(now.minus(WITHIN)))
                        .sorted(Comparator.comparing(Matter::lastAt).reversed())
                        .filter(matter -> isSpoken(matter.id()))
                        .findFirst();
    }

    private boolean isSpoken(MatterId matter) {
        return interactions.lastChannel(matter).filter(CallsBefore::isSpoken).isPresent()
                || !callBacks(matter).isEmpty();
    }

    /// What is open of a matter that who calls, or leaves a message, waits for: our answer, or that we call back.
    List<Promised> waitedFor(Channel channel, MatterId matter) {
        List<Promised> answers = promises.openAnswers(matter);
        return answers.isEmpty() && isSpoken(channel) ? callBacks(matter) : answers;
    }

    private List<Promised> callBacks(MatterId matter) {
        return promises.openOf(matter).stream()
                .filter(promise -> promise.kind() == Promised.Kind.CALL_BACK)
                .toList();
    }
}
