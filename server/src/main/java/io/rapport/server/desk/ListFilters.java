package io.rapport.server.desk;

import io.rapport.server.promise.Promised;
import io.rapport.server.vocabulary.AlwaysAnswered;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.OneOf;
import io.rapport.server.web.Refusal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which promises a list shows, as it comes over the wire and as views of it are saved.
///
/// @param team number of a team; null: of all
/// @param owner number of an agent
/// @param words that its text has, each at least as the beginning of a word
record ListFilters(
        @AlwaysAnswered @OneOf(View.class) @Nullable String view,
        @Nullable String team,
        @Nullable String owner,
        @OneOf(Promised.Kind.class) @Nullable String kind,
        @OneOf(Channel.class) @Nullable String channel,
        @Nullable String words) {
    private static final int MOST_WORDS = 100;

    enum View {
        /// All that is open.
        DEADLINE,
        UNOWNED,
        /// Soon late.
        AT_RISK,
        /// Late, and still owed.
        BROKEN,
        /// We spoke last: what we said we would do comes next, or their word.
        WAITING,
        /// They asked to be called, or knocked more than once.
        CALL_FIRST,
        ASIDE
    }

    /// The same, understood.
    ///
    /// @throws Refusal 422 naming what can't be understood
    Known known() {
        return new Known(
                value(View.class, "view", view).orElse(View.DEADLINE),
                number("team", team),
                number("owner", owner),
                value(Promised.Kind.class, "kind", kind),
                value(Channel.class, "channel", channel),
                query(words));
    }

    /// @param query in the language of PostgreSQL's `to_tsquery`
    record Known(
            View view,
            Optional<Long> team,
            Optional<Long> owner,
            Optional<Promised.Kind> kind,
            Optional<Channel> channel,
            Optional<String> query) {}

    private static Optional<Long> number(String field, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Ids.of(text));
        } catch (Refusal nonsense) {
            throw Refusal.field(field, "There is no such " + (field.equals("team") ? "team." : "colleague."));
        }
    }

    private static <E extends Enum<E>> Optional<E> value(Class<E> type, String field, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Enum.valueOf(type, text));
        } catch (IllegalArgumentException unknown) {
            throw Refusal.field(field, "There is no such " + field + ".");
        }
    }

    /// Letters and digits only: nothing that was typed is read as an operator.
    static Optional<String> query(@Nullable String typed) {
        if (typed == null) {
            return Optional.empty();
        }
        String cut = typed.length() > MOST_WORDS ? typed.substring(0, MOST_WORDS) : typed;
        String query = java.util.Arrays.stream(cut.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word + ":*")
                .collect(java.util.stream.Collectors.joining(" & "));
        return query.isEmpty() ? Optional.empty() : Optional.of(query);
    }
}
