package io.rapport.server.desk;

import io.rapport.server.web.Refusal;
import org.jspecify.annotations.Nullable;

/// How many rows of a list a page has.
final class PageSize {
    static final int MOST = 200;

    private PageSize() {}

    /// @param given as asked for, refused unless it is from 1 to [#MOST]
    /// @param usual where nobody asked
    static int of(@Nullable Integer given, int usual) {
        if (given != null && (given < 1 || given > MOST)) {
            throw Refusal.field("limit", "A page has 1 to " + MOST + " rows.");
        }
        return given == null ? usual : given;
    }
}
