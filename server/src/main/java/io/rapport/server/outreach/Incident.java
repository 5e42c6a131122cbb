package io.rapport.server.outreach;

import io.rapport.server.web.Language;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A mistake, change or outage of ours, and what we say about it.
///
/// @param name as we call it, and as the status page does
/// @param since when it began; of a mistake: when it was made
/// @param effective of a change: when it takes effect
/// @param leadDays of a change: so many days before it they must have been told
/// @param secondHours after so many hours without a sign another way is tried
/// @param author the account that wrote it; never the one that approves it
/// @param returned why it came back to its author
public record Incident(
        long id,
        Kind kind,
        String name,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<Instant> effective,
        int leadDays,
        OptionalInt secondHours,
        List<Way> ways,
        Whom whom,
        State state,
        long author,
        Optional<String> returned,
        Steps steps,
        Map<Language, Text> texts) {
    static final int MAX_NAME = 120;
    static final int MAX_LEAD_DAYS = 365;
    static final int MAX_SECOND_HOURS = 24 * 60;

    public Incident {
        texts = texts.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(texts));
    }

    public enum Kind {
        MISTAKE,
        CHANGE,
        OUTAGE
    }

    public enum State {
        DRAFT,
        /// Waits for somebody else to approve it.
        SUBMITTED,
        APPROVED,
        TELLING,
        TOLD,
        RESOLVED
    }

    /// When it went on, and who approved it.
    public record Steps(
            Instant created,
            Optional<Instant> submitted,
            Optional<Instant> approved,
            OptionalLong approvedBy,
            Optional<Instant> telling,
            Optional<Instant> told,
            Optional<Instant> resolved,
            Optional<Instant> published) {}

    /// What its page says in one language.
    public record Text(String happened, String doing) {
        static final int MAX = 2_000;
    }

    /// In a language, else in English, else in any.
    public Optional<Text> text(Language in) {
        return Optional.ofNullable(texts.get(in))
                .or(() -> Optional.ofNullable(texts.get(Language.EN)))
                .or(() -> texts.values().stream().findFirst());
    }

    /// In which language it is said to who reads that one.
    public Language said(Language wanted) {
        return texts.containsKey(wanted) || texts.isEmpty()
                ? wanted
                : texts.containsKey(Language.EN)
                        ? Language.EN
                        : texts.keySet().iterator().next();
    }

    /// Whether it concerns whoever is touched just now.
    public boolean open() {
        return state == State.APPROVED || state == State.TELLING || state == State.TOLD;
    }
}
