package io.rapport.server.desk;

import io.rapport.server.web.Refusal;

/// Numbers out of paths and bodies.
final class Ids {
    private Ids() {}

    /// @throws Refusal 404 for what is no positive number
    static long of(String text) {
        try {
            long id = Long.parseLong(text);
            if (id > 0) {
                return id;
            }
        } catch (NumberFormatException nonsense) {
            // Answered below, like any other number that names nothing.
        }
        throw Refusal.notFound("There is nothing called \"" + (text.length() > 40 ? "…" : text) + "\".");
    }
}
