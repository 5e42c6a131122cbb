package io.rapport.server.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// Between JDBC's types and ours. Times are instants to the microsecond, as PostgreSQL keeps them.
public final class Sql {
    private Sql() {}

    /// A parameter for a `timestamptz`.
    public static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    /// A parameter for a `timestamptz` that may be null.
    public static @Nullable OffsetDateTime timeOrNull(@Nullable Instant instant) {
        return instant == null ? null : time(instant);
    }

    /// A `timestamptz` that is not null.
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /// A `timestamptz` that may be null.
    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /// A `bigint` that may be null.
    public static OptionalLong number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /// A `bigint` that may be null, as null.
    public static @Nullable Long numberOrNull(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /// A `text` that may be null.
    public static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    /// The first column of every row, as numbers that are not null.
    public static List<Long> longs(JdbcTemplate jdbc, String sql, @Nullable Object... arguments) {
        return jdbc.query(sql, (row, n) -> row.getLong(1), arguments);
    }

    /// The first column of every row, as texts that are not null.
    public static List<String> texts(JdbcTemplate jdbc, String sql, @Nullable Object... arguments) {
        return jdbc.query(sql, (row, n) -> row.getString(1), arguments);
    }
}
