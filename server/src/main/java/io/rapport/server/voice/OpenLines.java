package io.rapport.server.voice;

import io.rapport.media.line.Lines;
import java.util.Optional;

/// Where sound is made, while the telephone is open. Thread-safe.
final class OpenLines {
    private volatile Optional<Lines> lines = Optional.empty();

    Optional<Lines> now() {
        return lines;
    }

    void opened(Lines by) {
        lines = Optional.of(by);
    }

    void closed() {
        lines = Optional.empty();
    }
}
