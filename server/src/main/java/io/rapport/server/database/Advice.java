package io.rapport.server.database;

import java.util.Locale;

/// What an operator can do about what PostgreSQL said.
final class Advice {
    private Advice() {}

    /// A sentence with a space behind it, or nothing.
    static String on(String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left")) {
            return "The disk is full. Make room, then start again; nothing that was acknowledged is lost. ";
        }
        if (lower.contains("permission denied")) {
            return "The user that Rapport runs as can't read or write there. ";
        }
        return "";
    }
}
