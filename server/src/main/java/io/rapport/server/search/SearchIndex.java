package io.rapport.server.search;

import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.InteractionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// Writes down which words were said where.
final class SearchIndex {
    /// Of a longer text the rest is not found.
    private static final int INDEXED_CHARACTERS = 100_000;

    /// Entries whose words may wait beside the index at the most: each search looks through them.
    private static final int MOST_WAITING = 8_000;

    private final JdbcTemplate jdbc;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile int waitingBefore;

    SearchIndex(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// @param what number of the interaction, the note, the promise, the question or the answer
    record Said(long event, CustomerId customer, Instant at, Hit.Kind kind, long what) {
        private boolean interaction() {
            return kind == Hit.Kind.INBOUND || kind == Hit.Kind.OUTBOUND;
        }
    }

    private record Entry(Said said, String words) {}

    /// What is known already stays as it is; what has no text any more is left out.
    void insert(List<Said> said) {
        if (said.isEmpty()) {
            return;
        }
        List<Entry> entries = new ArrayList<>();
        said.stream().map(Said::kind).map(SearchIndex::texts).distinct().forEach(texts -> {
            List<Said> those =
                    said.stream().filter(one -> texts(one.kind()).equals(texts)).toList();
            Map<Long, String> vectors = vectors(texts, those);
            for (Said one : those) {
                String words = vectors.get(one.what());
                if (words != null) {
                    entries.add(new Entry(one, words));
                }
            }
        });
        jdbc.update(
                """
                insert into search_entry (id, customer, at, kind, interaction, ref, words)
                select id, customer, at::timestamptz, kind, interaction, ref, words::tsvector
                  from unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::text[])
                       as e(id, customer, at, kind, interaction, ref, words)
                on conflict (id) do nothing
                """,
                array(entries, entry -> entry.said().event(), Long[]::new),
                array(entries, entry -> entry.said().customer().value(), Long[]::new),
                array(entries, entry -> entry.said().at().toString(), String[]::new),
                array(entries, entry -> entry.said().kind().name(), String[]::new),
                array(
                        entries,
                        entry -> entry.said().interaction() ? entry.said().what() : null,
                        Long[]::new),
                array(
                        entries,
                        entry ->
                                entry.said().interaction() ? null : entry.said().what(),
                        Long[]::new),
                array(entries, Entry::words, String[]::new));
        waiting.addAndGet(entries.size());
    }

    /// Merges the words that wait into the index, if it is quiet or many wait. Not within the reader's own transaction:
    /// while that is open nobody else passes in the journal, and merging takes a second.
    void mergeSometimes() {
        int now = waiting.get();
        boolean quiet = now == waitingBefore;
        waitingBefore = now;
        if (now >= MOST_WAITING || now > 0 && quiet) {
            jdbc.queryForObject("select merge_search_words()", Long.class);
            waiting.addAndGet(-now);
            waitingBefore = waiting.get();
        }
    }

    /// Each is looked up by itself: a batch is some hundred rows, and the planner would read the whole table for it.
    private Map<Long, String> vectors(String texts, List<Said> said) {
        Map<Long, String> vectors = new HashMap<>();
        jdbc.query(
                "select e.what as number, t.* from unnest(?::bigint[]) as e(what) cross join lateral (" + texts
                        + " limit 1) t",
                row -> {
                    TermVector vector = new TermVector();
                    for (int column = 2; column <= row.getMetaData().getColumnCount(); column++) {
                        String text = row.getString(column);
                        vector.add(text == null ? "" : text, INDEXED_CHARACTERS);
                    }
                    vectors.put(row.getLong(1), vector.written());
                },
                (Object) said.stream().map(Said::what).toArray(Long[]::new));
        return vectors;
    }

    private static String texts(Hit.Kind kind) {
        return switch (kind) {
            case INBOUND, OUTBOUND -> """
                    select subject, address_name, address,
                           (select string_agg(a.name, ' | ') from attachment a where a.interaction = e.what),
                           left(text, %d)
                      from interaction_content where interaction = e.what""".formatted(INDEXED_CHARACTERS);
            case NOTE -> "select text from note where id = e.what";
            case PROMISE -> "select p.what from promise p where p.id = e.what";
            case QUESTION -> "select text from question where id = e.what";
            case ANSWER -> "select text from answer where id = e.what";
        };
    }

    private static <T> @Nullable T[] array(
            List<Entry> entries, Function<Entry, @Nullable T> value, IntFunction<@Nullable T[]> fresh) {
        return entries.stream().map(value).toArray(fresh);
    }

    void remove(CustomerId customer, InteractionId interaction) {
        jdbc.update(
                "delete from search_entry where customer = ? and interaction = ?",
                customer.value(),
                interaction.value());
    }

    void clear() {
        jdbc.update("truncate search_entry");
    }
}
