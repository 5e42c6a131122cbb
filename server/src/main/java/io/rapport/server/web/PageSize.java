package io.rapport.server.web;

/// How much of a long list comes at once.
public final class PageSize {
    /// What may be asked for at the most.
    public static final int MOST = 100;

    private PageSize() {}

    /// @throws Refusal for what is not from 1 to [#MOST]
    public static int of(int asked) {
        if (asked < 1 || asked > MOST) {
            throw Refusal.field("limit", "A page has 1 to " + MOST + " rows.");
        }
        return asked;
    }
}
