package io.rapport.server.channel;

import io.rapport.server.interaction.Matter;
import java.util.Optional;

/// Decides, for one person's words, to which of their matters they belong and whether somebody must answer. Pure.
final class Filing {
    private Filing() {}

    /// What is known when the customer is locked.
    ///
    /// @param hinted the matter that a token or reference names, if it is this customer's own
    /// @param sameSubject their matter with this subject, spoken of in the last month
    /// @param unanswered a matter of theirs that still waits for our first answer after a knock at another door
    ///     in the last three days
    /// @param calledBefore the matter that somebody who calls spoke of by telephone within the last week
    /// @param thanksOnly whether the words only say that all is well
    record Facts(
            Optional<Matter> hinted,
            Optional<Matter> sameSubject,
            Optional<Matter> unanswered,
            Optional<Matter> calledBefore,
            boolean thanksOnly) {}

    sealed interface Decision {
        record Open() implements Decision {}

        record Join(Matter matter) implements Decision {}

        /// They say that all is well: nobody is waiting.
        record Agreed(Matter matter) implements Decision {}
    }

    static Decision decide(Facts facts) {
        Optional<Matter> matter =
                facts.hinted().or(facts::sameSubject).or(facts::unanswered).or(facts::calledBefore);
        if (matter.isEmpty()) {
            return new Decision.Open();
        }
        boolean nothingOwed = matter.get().state() != Matter.State.OPEN;
        return facts.thanksOnly() && nothingOwed ? new Decision.Agreed(matter.get()) : new Decision.Join(matter.get());
    }
}
