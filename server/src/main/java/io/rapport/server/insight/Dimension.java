package io.rapport.server.insight;

/// By what figures are held side by side. Never by person.
enum Dimension {
    TEAM,
    REASON,
    CHANNEL
}
