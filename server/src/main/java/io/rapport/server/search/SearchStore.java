package io.rapport.server.search;

import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.CustomerId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.PreparedStatementCreator;

final class SearchStore {
    /// In which the words are looked for to show them; of a text in which they stand later, its start is shown.
    private static final int SHOWN_CHARACTERS = 20_000;

    /// Lines looked through at first.
    private static final int NEWEST = 2_000;

    /// Of so many hits in them it can be told how many lines a page takes.
    private static final int SOME = 8;

    private final JdbcTemplate jdbc;

    SearchStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    record Place(Instant at, long id) {}

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
        String from = "search_entry s";
        if (way instanceof Way.Newest(int lines)) {
            from = "(select * from search_entry" + (before.isPresent() ? " where (at, id) < (?, ?)" : "")
                    + " order by at desc, id desc limit " + lines + ") s";
            before.ifPresent(place -> add(place, arguments));
        }
        // What is wrapped is not looked for in an index.
        String where = (way instanceof Way.ByWords ? "s.words" : "coalesce(s.words, '')") + " @@ ?::tsquery";
        arguments.add(words.query());
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
                       left(coalesce(x.text, n.text, p.what, q.text, a.text, ''), %d) as text
                  from (select s.id, s.customer, s.at, s.kind, s.interaction, s.ref from %s where %s
                         order by %s limit ?) s
                  left join interaction_content x on x.interaction = s.interaction
                  left join note n on s.kind = 'NOTE' and n.id = s.ref
                  left join promise p on s.kind = 'PROMISE' and p.id = s.ref
                  left join question q on s.kind = 'QUESTION' and q.id = s.ref
                  left join answer a on s.kind = 'ANSWER' and a.id = s.ref
                 order by s.at desc, s.id desc
                """.formatted(SHOWN_CHARACTERS, from, where, order), words, arguments);
    }

    private static void add(Place place, List<Object> arguments) {
        arguments.add(Sql.time(place.at()));
        arguments.add(place.id());
    }

    /// Planned anew each time, for these words.
    private List<Hit> read(String sql, Words words, List<Object> arguments) {
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
                    hits.add(hit(rows, words));
                }
            }
            return hits;
        };
        return Objects.requireNonNull(jdbc.execute(prepare, read));
    }

    private static Hit hit(ResultSet row, Words words) throws SQLException {
        return new Hit(
                row.getLong("id"),
                new CustomerId(row.getLong("customer")),
                Sql.instant(row, "at"),
                Hit.Kind.valueOf(row.getString("kind")),
                row.getString("subject"),
                Snippet.of(row.getString("text"), words));
    }
}
