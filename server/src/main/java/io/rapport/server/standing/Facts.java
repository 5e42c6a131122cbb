package io.rapport.server.standing;

import java.time.Instant;
import java.util.Optional;

/// What is recorded of a case, as far as its rule asks for it.
sealed interface Facts {

    /// Something arrived that wants an answer.
    ///
    /// @param answered when the answer left
    record Arrival(Instant at, Optional<Instant> answered) implements Facts {}

    /// A call was promised.
    ///
    /// @param tried when we first tried
    /// @param moved whether we moved its window before that, by ourselves
    record Call(Instant from, Instant to, Optional<Instant> tried, boolean moved) implements Facts {}

    /// An outage touched somebody.
    ///
    /// @param called when we called them about it
    record Outage(Instant began, Optional<Instant> ended, Optional<Instant> called) implements Facts {}

    /// A matter went from one of us to another.
    ///
    /// @param last when it last did
    record HandOvers(int times, Optional<Instant> last, Optional<Instant> closed) implements Facts {}

    /// Somebody hung up before one of us answered.
    ///
    /// @param spoken when we called them, or they called again and were answered
    record HungUp(Instant at, Optional<Instant> spoken) implements Facts {}
}
