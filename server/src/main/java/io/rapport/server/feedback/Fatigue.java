package io.rapport.server.feedback;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Whom we leave in peace: the one place where that is decided, for every channel and every way to ask. Pure.
final class Fatigue {
    /// How long faces, and how satisfied they are, are asked of one person once.
    static final Duration REST = Duration.ofDays(30);

    /// The same of whether they would recommend us.
    static final Duration NPS_REST = Duration.ofDays(90);

    private Fatigue() {}

    /// Why somebody is not asked.
    enum No {
        /// They said stop.
        STOPPED,
        /// They only claim to be somebody whom we know.
        CLAIMANT,
        /// It is our own mystery customer.
        MYSTERY,
        /// It is one of us.
        STAFF,
        /// We owe them something: that comes first.
        OWED,
        /// They have a question of ours and did not answer yet.
        IN_FLIGHT,
        /// They were asked not long ago.
        ASKED_LATELY,
        /// They were asked again already.
        ASKED_AGAIN,
        /// It is open again.
        REOPENED,
        /// No address of theirs is proven.
        NO_ADDRESS,
        /// Nobody of us spoke with them.
        NOBODY_SERVED,
        /// Nothing is known about which they could be asked.
        NO_MATTER,
        /// The survey is off.
        OFF
    }

    /// A question that was put to one of a person's records.
    ///
    /// @param lapses when it is in flight no more, also without an answer
    record Asked(Scale scale, Instant at, Instant lapses, boolean voted) {}

    /// What is known of a person, over all their records.
    ///
    /// @param owed whether a promise to them is open
    record Person(boolean stopped, boolean claimant, boolean mystery, boolean staff, boolean owed, List<Asked> asked) {}

    /// Why this person is not asked now; empty: they may be.
    ///
    /// @param again whether it is asked once more after a promise was kept, to which no rest applies
    static Optional<No> of(Person person, Scale scale, boolean again, Instant now) {
        return standing(person)
                .or(() -> person.owed() ? Optional.of(No.OWED) : Optional.empty())
                .or(() -> person.asked().stream().anyMatch(ask -> !ask.voted() && now.isBefore(ask.lapses()))
                        ? Optional.of(No.IN_FLIGHT)
                        : Optional.empty())
                .or(() -> !again && rests(person, scale, now) ? Optional.of(No.ASKED_LATELY) : Optional.empty());
    }

    /// Why somebody who did not answer is not reminded; empty: they may be.
    static Optional<No> ofReminder(Person person) {
        return standing(person).or(() -> person.owed() ? Optional.of(No.OWED) : Optional.empty());
    }

    private static Optional<No> standing(Person person) {
        if (person.mystery()) {
            return Optional.of(No.MYSTERY);
        }
        if (person.staff()) {
            return Optional.of(No.STAFF);
        }
        if (person.claimant()) {
            return Optional.of(No.CLAIMANT);
        }
        return person.stopped() ? Optional.of(No.STOPPED) : Optional.empty();
    }

    private static boolean rests(Person person, Scale scale, Instant now) {
        Instant since = now.minus(scale == Scale.NPS ? NPS_REST : REST);
        return person.asked().stream()
                .anyMatch(ask -> ask.scale().rests(scale) && ask.at().isAfter(since));
    }
}
