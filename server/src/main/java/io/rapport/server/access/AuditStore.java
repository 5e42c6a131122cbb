package io.rapport.server.access;

import io.rapport.server.database.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads the record of who did what. Nothing here, and nobody in the database, can change what stands in it.
final class AuditStore {
    static final int PAGE = 100;

    private final JdbcClient jdbc;

    AuditStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param who the sign-in name of the account; empty: nobody was signed in
    record Entry(long id, Instant at, String who, String action, String subject) {}

    /// What to read: empty parts filter nothing.
    ///
    /// @param before entries with smaller numbers only
    record Wanted(
            Optional<String> who,
            Optional<String> words,
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<Long> before) {}

    /// One page, the newest first, and one entry more if there are more.
    List<Entry> read(Wanted wanted, int limit) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        List<Object> parameters = new ArrayList<>();
        wanted.who().ifPresent(who -> {
            conditions.add("lower(a.name) like ?");
            parameters.add(containing(who));
        });
        wanted.words().ifPresent(words -> {
            conditions.add("lower(u.action || ' ' || u.subject) like ?");
            parameters.add(containing(words));
        });
        wanted.from().ifPresent(from -> {
            conditions.add("u.at >= ?");
            parameters.add(Sql.time(from));
        });
        wanted.to().ifPresent(to -> {
            conditions.add("u.at < ?");
            parameters.add(Sql.time(to));
        });
        wanted.before().ifPresent(before -> {
            conditions.add("u.id < ?");
            parameters.add(before);
        });
        return jdbc.sql("""
                        select u.id, u.at, a.name, u.action, u.subject from audit u
                          left join account a on a.id = u.account
                         where %s order by u.id desc limit %d
                        """.formatted(String.join(" and ", conditions), limit))
                .params(parameters)
                .query((row, n) -> new Entry(
                        row.getLong("id"),
                        Sql.instant(row, "at"),
                        orEmpty(row.getString("name")),
                        row.getString("action"),
                        row.getString("subject")))
                .list();
    }

    private static String orEmpty(@Nullable String name) {
        return name == null ? "" : name;
    }

    private static String containing(String words) {
        String literal = words.toLowerCase(java.util.Locale.ROOT)
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_");
        return "%" + literal + "%";
    }
}
