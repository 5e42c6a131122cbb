package io.rapport.server.facts;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Numbers and lines out of paths and bodies. Pure.
final class Numbers {
    private Numbers() {}

    /// Empty for what is no positive number.
    static Optional<Long> of(String text) {
        try {
            return Optional.of(Long.parseLong(text)).filter(number -> number > 0);
        } catch (NumberFormatException nonsense) {
            return Optional.empty();
        }
    }

    /// On one line, without what can't be seen.
    static String line(@Nullable String text) {
        return text == null ? "" : text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }
}
