package io.rapport.media.line;

import io.rapport.media.quality.Fault;
import java.util.Optional;

/// Hears of what is wrong among those in one room. Called one event at a time, on a thread that may be
/// blocked.
public interface RoomWatcher {

    /// A fault has begun, some seconds ago.
    ///
    /// @param at whose; empty: nobody's in particular
    void found(Optional<Line> at, Fault fault);

    /// It is over, or those whom it concerned are together no more.
    void over(Optional<Line> at, Fault fault);
}
