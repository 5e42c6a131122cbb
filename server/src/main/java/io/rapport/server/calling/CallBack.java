package io.rapport.server.calling;

import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.vocabulary.TeamId;
import java.time.Instant;
import java.util.Optional;

/// A call that was promised for a window.
///
/// @param contactPoint the number at which they want it
/// @param asked when they did
/// @param first the window that they were promised first
/// @param window the one that stands
public record CallBack(
        PromiseId promise,
        CustomerId customer,
        TeamId team,
        Optional<Long> contactPoint,
        Optional<Long> permission,
        Instant asked,
        Window first,
        Window window) {}
