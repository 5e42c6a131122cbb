package io.rapport.server.feedback;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// Tells machines that open links from people who do. It decides about clicks alone, which are never counted anyway:
/// whoever it suspects may still vote. Pure.
final class Scanning {
    /// Within which nobody opens two faces of one mail.
    static final Duration SEVERAL = Duration.ofSeconds(60);

    /// Within which nobody has read a mail.
    static final Duration SOON = Duration.ofSeconds(5);

    private Scanning() {}

    /// Why a click may be a machine's.
    enum Suspicion {
        /// Another face of the same mail was opened within a minute.
        SEVERAL_FACES,
        /// Before, or right after, the mail was delivered.
        SOON,
        HEAD,
        /// The browser says that nobody looks yet (`Sec-Purpose`).
        PREFETCH,
        DATA_CENTRE,
        /// It is a link that no person sees.
        DECOY
    }

    /// @param answer the face that was opened; empty where the address named none
    record Click(OptionalInt answer, Instant at, String method, boolean prefetch, boolean dataCentre, boolean decoy) {}

    /// A click of the same ask before this one.
    record Earlier(OptionalInt answer, Instant at) {}

    /// How the question reached them.
    ///
    /// @param byMail else there is nothing that a machine could have opened first
    /// @param delivered absent: it is on its way
    record Delivery(boolean byMail, java.util.Optional<Instant> delivered) {}

    static Set<Suspicion> of(Click click, List<Earlier> earlier, Delivery delivery) {
        Set<Suspicion> found = EnumSet.noneOf(Suspicion.class);
        boolean several = click.answer().isPresent()
                && earlier.stream()
                        .anyMatch(before -> before.answer().isPresent()
                                && before.answer().getAsInt() != click.answer().getAsInt()
                                && Duration.between(before.at(), click.at()).compareTo(SEVERAL) <= 0);
        if (several) {
            found.add(Suspicion.SEVERAL_FACES);
        }
        boolean soon = delivery.byMail()
                && delivery.delivered()
                        .map(at -> click.at().isBefore(at.plus(SOON)))
                        .orElse(true);
        if (soon) {
            found.add(Suspicion.SOON);
        }
        if (click.method().equals("HEAD")) {
            found.add(Suspicion.HEAD);
        }
        if (click.prefetch()) {
            found.add(Suspicion.PREFETCH);
        }
        if (click.dataCentre()) {
            found.add(Suspicion.DATA_CENTRE);
        }
        if (click.decoy()) {
            found.add(Suspicion.DECOY);
        }
        return found;
    }

    /// Whether no click of that mail says anything any more.
    static boolean voids(Set<Suspicion> found) {
        return found.contains(Suspicion.SEVERAL_FACES) || found.contains(Suspicion.SOON);
    }
}
