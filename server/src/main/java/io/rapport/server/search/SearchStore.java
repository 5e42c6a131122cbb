package io.rapport.server.search;

import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.InteractionId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.PreparedStatementCreator;

final class SearchStore {
    /// Of a longer text the rest is not found; a `tsvector` takes one megabyte.
    private static final int INDEXED_CHARACTERS = 100_000;

    /// In which the words are looked for to show them; of a text in which they stand later, its start is shown.
    private static final int SHOWN_CHARACTERS = 20_000;

    /// Lines looked through at first.
    private static final int NEWEST = 2_000;

    /// Of so many hits in them it can be told how many lines a page takes.
    private static final int SOME = 8;

    /// Round what was found; no text that is kept has these characters.
    private static final char START = '\u0002';

    private static final char STOP = '\u0003';

    private final JdbcTemplate jdbc;

    SearchStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// @param what number of the interaction, the note or the promise
    record Said(long event, CustomerId customer, Instant at, Hit.Kind kind, long what) {}

    record Place(Instant at, long id) {}

    /// Angle brackets are left out: what stands between them would be taken for markup and not be found.
    /// Each is looked up by itself: a batch is a hundred rows, and the planner would read the whole table for it.
    void insert(List<Said> interactions, List<Said> notes, List<Said> promises) {
        insert(interactions, """
                insert into search_entry (id, customer, at, kind, interaction, words)
                select e.id, e.customer, e.at::timestamptz, e.kind, e.what,
                       to_tsvector('words', concat_ws(' ', c.subject, c.address_name, c.address,
                           (select string_agg(a.name, ' ') from attachment a where a.interaction = e.what),
                           translate(left(c.text, ?), '<>', '  ')))
                  from unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bigint[]) as e(id, customer, at, kind, what)
                  cross join lateral (select * from interaction_content where interaction = e.what limit 1) c
                on conflict (id) do nothing
                """);
        insert(notes, """
                insert into search_entry (id, customer, at, kind, ref, words)
                select e.id, e.customer, e.at::timestamptz, e.kind, e.what, to_tsvector('words', translate(left(n.text, ?), '<>', '  '))
                  from unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bigint[]) as e(id, customer, at, kind, what)
                  cross join lateral (select * from note where id = e.what limit 1) n
                on conflict (id) do nothing
                """);
        insert(promises, """
                insert into search_entry (id, customer, at, kind, ref, words)
                select e.id, e.customer, e.at::timestamptz, e.kind, e.what, to_tsvector('words', translate(left(p.what, ?), '<>', '  '))
                  from unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bigint[]) as e(id, customer, at, kind, what)
                  cross join lateral (select * from promise where id = e.what limit 1) p
                on conflict (id) do nothing
                """);
    }

    /// What was asked in team rooms, and answered.
    void insertOfRoom(List<Said> questions, List<Said> answers) {
        insert(questions, ofRoom("question"));
        insert(answers, ofRoom("answer"));
    }

    private static String ofRoom(String table) {
        return """
                insert into search_entry (id, customer, at, kind, ref, words)
                select e.id, e.customer, e.at::timestamptz, e.kind, e.what, to_tsvector('words', translate(left(r.text, ?), '<>', '  '))
                  from unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bigint[]) as e(id, customer, at, kind, what)
                  cross join lateral (select * from %s where id = e.what limit 1) r
                on conflict (id) do nothing
                """.formatted(table);
    }

    private void insert(List<Said> rows, String sql) {
        if (!rows.isEmpty()) {
            jdbc.update(
                    sql,
                    INDEXED_CHARACTERS,
                    array(rows, Said::event, Long[]::new),
                    array(rows, row -> row.customer().value(), Long[]::new),
                    array(rows, row -> row.at().toString(), String[]::new),
                    array(rows, row -> row.kind().name(), String[]::new),
                    array(rows, Said::what, Long[]::new));
        }
    }

    private static <T> T[] array(List<Said> rows, Function<Said, T> value, IntFunction<T[]> fresh) {
        return rows.stream().map(value).toArray(fresh);
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

    /// Newest first. How often a word is said decides between two ways that are a hundred times apart, and the
    /// planner can't know it of the words that matter most, the rare ones. So the newest lines are looked through
    /// first. They hold a page of hits; or some, and then as many lines are read as a page will take; or hardly
    /// any, and the words are rare enough to fetch all lines that have them. One person's lines are few, and
    /// looked through without the words' index.
    List<Hit> find(Words words, Search.Among among, Optional<Place> before, int limit) {
        if (!among.records().isEmpty()) {
            return hits(words, among, before, limit, new Way.Each());
        }
        List<Hit> hits = hits(words, among, before, limit, new Way.Newest(NEWEST));
        if (hits.size() >= SOME && hits.size() < limit) {
            int lines = NEWEST * limit / hits.size() * 3 / 2;
            hits = hits(words, among, before, limit, new Way.Newest(lines));
        }
        return hits.size() == limit ? hits : hits(words, among, before, limit, new Way.ByWords());
    }

    private sealed interface Way {
        record Each() implements Way {}

        record Newest(int lines) implements Way {}

        record ByWords() implements Way {}
    }

    private List<Hit> hits(Words words, Search.Among among, Optional<Place> before, int limit, Way way) {
        List<Object> arguments = new ArrayList<>();
        String highlighted = query(words, arguments);
        String from = "search_entry s";
        if (way instanceof Way.Newest(int lines)) {
            from = "(select * from search_entry" + (before.isPresent() ? " where (at, id) < (?, ?)" : "")
                    + " order by at desc, id desc limit " + lines + ") s";
            before.ifPresent(place -> add(place, arguments));
        }
        // What is wrapped is not looked for in an index.
        String where =
                (way instanceof Way.ByWords ? "s.words" : "coalesce(s.words, '')") + " @@ " + query(words, arguments);
        if (!among.records().isEmpty()) {
            where += " and s.customer = any (?)";
            arguments.add(among.records().stream().map(CustomerId::value).toArray(Long[]::new));
        }
        if (among.team().isPresent()) {
            where += " and exists (select from customer c where c.id = s.customer and c.home_team = ?)";
            arguments.add(among.team().get().value());
        }
        if (!(way instanceof Way.Newest) && before.isPresent()) {
            where += " and (s.at, s.id) < (?, ?)";
            add(before.get(), arguments);
        }
        String order = way instanceof Way.ByWords ? "s.at + interval '0' desc, s.id desc" : "s.at desc, s.id desc";
        arguments.add(limit);
        return read("""
                select s.id, s.customer, s.at, s.kind, coalesce(x.subject, '') as subject,
                       ts_headline('words', translate(left(coalesce(x.text, n.text, p.what, q.text, a.text, ''), %d), '<>', '  '), %s,
                           'StartSel=\u0002, StopSel=\u0003, MaxWords=32, MinWords=16, ShortWord=0') as snippet
                  from (select s.id, s.customer, s.at, s.kind, s.interaction, s.ref from %s where %s
                         order by %s limit ?) s
                  left join interaction_content x on x.interaction = s.interaction
                  left join note n on s.kind = 'NOTE' and n.id = s.ref
                  left join promise p on s.kind = 'PROMISE' and p.id = s.ref
                  left join question q on s.kind = 'QUESTION' and q.id = s.ref
                  left join answer a on s.kind = 'ANSWER' and a.id = s.ref
                 order by s.at desc, s.id desc
                """.formatted(SHOWN_CHARACTERS, highlighted, from, where, order), arguments);
    }

    private static void add(Place place, List<Object> arguments) {
        arguments.add(Sql.time(place.at()));
        arguments.add(place.id());
    }

    /// Planned anew each time, for these words.
    private List<Hit> read(String sql, List<Object> arguments) {
        PreparedStatementCreator prepare = connection -> {
            PreparedStatement statement = connection.prepareStatement(sql);
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
            return statement;
        };
        PreparedStatementCallback<List<Hit>> read = statement -> {
            new ArgumentPreparedStatementSetter(arguments.toArray()).setValues(statement);
            List<Hit> hits = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    hits.add(hit(rows));
                }
            }
            return hits;
        };
        return Objects.requireNonNull(jdbc.execute(prepare, read));
    }

    private static String query(Words words, List<Object> arguments) {
        List<String> parts = new ArrayList<>();
        if (!words.whole().isBlank()) {
            parts.add("websearch_to_tsquery('words', ?)");
            arguments.add(words.whole());
        }
        words.beginning().ifPresent(beginning -> {
            parts.add("to_tsquery('words', ?)");
            arguments.add(beginning + ":*");
        });
        return "(" + String.join(" && ", parts) + ")";
    }

    private static Hit hit(ResultSet row) throws SQLException {
        return new Hit(
                row.getLong("id"),
                new CustomerId(row.getLong("customer")),
                Sql.instant(row, "at"),
                Hit.Kind.valueOf(row.getString("kind")),
                row.getString("subject"),
                parts(row.getString("snippet")));
    }

    private static List<Hit.Part> parts(String snippet) {
        List<Hit.Part> parts = new ArrayList<>();
        int from = 0;
        boolean found = false;
        for (int i = 0; i <= snippet.length(); i++) {
            if (i == snippet.length() || snippet.charAt(i) == START || snippet.charAt(i) == STOP) {
                if (i > from) {
                    parts.add(new Hit.Part(snippet.substring(from, i), found));
                }
                found = i < snippet.length() && snippet.charAt(i) == START;
                from = i + 1;
            }
        }
        return parts;
    }
}
