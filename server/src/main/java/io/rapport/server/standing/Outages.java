package io.rapport.server.standing;

import io.rapport.server.vocabulary.CustomerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Who knows which outages touched whom. Without one there are no cases of outages.
public interface Outages {
    /// One customer whom one outage touched.
    ///
    /// @param key the same for ever: "outage:7:4711"
    /// @param called when we called them about it
    record Touched(String key, CustomerId customer, Instant began, Optional<Instant> ended, Optional<Instant> called) {}

    /// Those of outages that went on at a moment or later, the oldest first, as far as they are no case of a
    /// standing promise yet.
    List<Touched> uncounted(long standingPromise, Instant since, int limit);
}
