package io.rapport.server.voice;

import io.rapport.media.quality.Fault;
import io.rapport.media.quality.Stretches;
import java.time.Instant;
import java.util.Optional;

/// Something that is kept of how a call could be heard.
///
/// @param what `ROUGH`, `BAD`, or a fault's name
/// @param stretch what was measured, where it only did not sound well
record Remark(Party party, String what, Instant began, Instant ended, Optional<Stretches.Stretch> stretch) {

    static Remark of(Party party, Stretches.Stretch stretch) {
        return new Remark(party, stretch.grade().name(), stretch.from(), stretch.to(), Optional.of(stretch));
    }

    static Remark of(Party party, Fault fault, Instant began, Instant ended) {
        return new Remark(party, fault.name(), began, ended, Optional.empty());
    }
}
