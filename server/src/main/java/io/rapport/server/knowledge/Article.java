package io.rapport.server.knowledge;

import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.TeamId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// Something that we know, short enough to be read by whoever waits for it.
///
/// @param team whose it is; empty: everybody's
/// @param text paragraphs, lists and links in a little Markdown
/// @param review the day by which its owner looks whether it is still true
/// @param isPublic whether everybody may read it on the help pages
public record Article(
        long id,
        Optional<TeamId> team,
        String language,
        String title,
        String text,
        AgentId owner,
        LocalDate review,
        boolean isPublic,
        Instant changed,
        Tally tally) {

    public static final int MAX_TITLE = 120;
    public static final int MAX_TEXT = 20_000;

    /// Whether it helps.
    ///
    /// @param helped replies that left with it, after which nobody wrote again about the matter within three days,
    /// and public readers whom it helped
    /// @param failed replies after which they did write again, and public readers whom it did not help
    public record Tally(long helped, long failed) {}

    /// @param origin the reply it was written from
    public record Draft(
            Optional<TeamId> team,
            String language,
            String title,
            String text,
            AgentId owner,
            LocalDate review,
            boolean isPublic,
            Optional<InteractionId> origin) {}

    /// What a public reader said who was not helped.
    public record Complaint(String words, Instant at) {}
}
