package io.rapport.server.knowledge;

import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;
import java.time.Instant;
import java.util.Optional;

/// Words that are said often, with blanks like `{{customer.firstName}}` that are filled in where they are inserted.
///
/// @param team whose it is; empty: everybody's
/// @param language as BCP 47 names it: `en`, `pt-BR`
/// @param shortcut what is typed after the slash
public record Template(
        long id,
        Optional<TeamId> team,
        String language,
        String title,
        String shortcut,
        String text,
        AgentId by,
        Instant changed) {

    public static final int MAX_TITLE = 80;
    public static final int MAX_TEXT = 10_000;

    /// A template as somebody wrote it.
    public record Draft(Optional<TeamId> team, String language, String title, String shortcut, String text) {}
}
