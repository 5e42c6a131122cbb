package io.rapport.server.demo;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/// Rows for one table, collected and then copied in at once (PostgreSQL's COPY, text format): ten times as fast as
/// inserting them.
final class CopyRows {
    private final String into;
    private final StringBuilder rows = new StringBuilder();

    /// @param into table and columns: `matter (id, customer)`
    CopyRows(String into) {
        this.into = into;
    }

    /// Adds a row. Null is SQL's null; anything else is written as text.
    void add(@Nullable Object... values) {
        for (int i = 0; i < values.length; i++) {
            rows.append(i == 0 ? "" : "\t");
            append(values[i]);
        }
        rows.append('\n');
    }

    private void append(@Nullable Object value) {
        if (value == null) {
            rows.append("\\N");
            return;
        }
        String text = value instanceof Instant instant ? instant.toString() : value.toString();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> rows.append("\\\\");
                case '\t' -> rows.append("\\t");
                case '\n' -> rows.append("\\n");
                case '\r' -> rows.append("\\r");
                default -> rows.append(c);
            }
        }
    }

    /// In the running transaction.
    void copy(JdbcTemplate jdbc) {
        jdbc.execute((ConnectionCallback<Long>) connection -> {
            try {
                return connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy " + into + " from stdin", new StringReader(rows.toString()));
            } catch (IOException impossible) {
                throw new UncheckedIOException("a string can't fail to be read", impossible);
            }
        });
    }
}
