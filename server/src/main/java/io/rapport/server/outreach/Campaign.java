package io.rapport.server.outreach;

import io.rapport.server.web.Language;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// One thing that is told to many.
///
/// @param update whether it tells what is new to those who were told before
/// @param why it was paused, if not by hand
/// @param author never the one that approves it
public record Campaign(
        long id,
        OptionalLong incident,
        String name,
        boolean update,
        State state,
        Optional<String> why,
        long author,
        Optional<String> returned,
        OptionalLong approvedBy,
        Instant created,
        Optional<Instant> begun,
        Optional<Instant> ended,
        Map<Language, Text> texts) {

    public Campaign {
        texts = texts.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(texts));
    }

    public enum State {
        DRAFT,
        SUBMITTED,
        APPROVED,
        RUNNING,
        PAUSED,
        STOPPED,
        DONE
    }

    /// @param words with `{first name}` where it goes
    public record Text(String subject, String words) {
        static final int MAX_SUBJECT = 150;
        static final int MAX_WORDS = 5_000;
    }

    Optional<Text> text(Language in) {
        return Optional.ofNullable(texts.get(in))
                .or(() -> Optional.ofNullable(texts.get(Language.EN)))
                .or(() -> texts.values().stream().findFirst());
    }
}
