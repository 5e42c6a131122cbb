package io.rapport.server.words;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/// The words that can be chosen, in their order. None is ever removed, for what was chosen stays. Thread-safe.
public final class WordList {
    /// With all that were retired in the course of years.
    static final int MOST_EVER = 200;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final String table;
    private final int most;

    /// @param table whose columns are `id`, `name`, `place` and `retired`
    /// @param most that can be chosen at a time
    public WordList(JdbcTemplate jdbc, TransactionTemplate transaction, String table, int most) {
        if (!table.matches("[a-z_]+")) {
            throw new IllegalArgumentException("this is no table: " + table);
        }
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.table = table;
        this.most = most;
    }

    int most() {
        return most;
    }

    /// In their order, those that are retired last.
    public List<Word> all() {
        return jdbc.query(
                "select id, name, retired from " + table + " order by retired, place, id",
                (row, n) -> new Word(row.getLong("id"), row.getString("name"), row.getBoolean("retired")));
    }

    /// Whether one may be chosen in place of another: one that is not retired, the same as before, or none.
    public boolean mayChoose(Optional<Long> wanted, Optional<Long> before) {
        return wanted.isEmpty()
                || all().stream()
                        .anyMatch(one -> wanted.get() == one.id() && (!one.retired() || before.equals(wanted)));
    }

    /// What came of changing the list.
    sealed interface Change {
        record Done(List<Word> all) implements Change {}

        /// One is named that does not exist, or twice, or not at all: they are retired, never removed.
        record Stale() implements Change {}

        record TooMany() implements Change {}

        record SameName(String name) implements Change {}
    }

    /// Puts the whole list as it is from now on, in this order.
    Change put(List<Word> wanted) {
        return Objects.requireNonNull(transaction.execute(status -> {
            // Of several who change the list at once, one does so after the other.
            jdbc.execute("lock table " + table + " in share row exclusive mode");
            Optional<Change> wrong = wrong(wanted, all());
            if (wrong.isPresent()) {
                return wrong.get();
            }
            // None of them has a name of its own for a moment, so that two can change theirs.
            jdbc.update("update " + table + " set retired = true");
            for (int place = 0; place < wanted.size(); place++) {
                write(wanted.get(place), place);
            }
            return new Change.Done(all());
        }));
    }

    private void write(Word one, int place) {
        if (one.id() == 0) {
            jdbc.update(
                    "insert into " + table + " (name, place, retired) values (?, ?, ?)",
                    one.name(),
                    place,
                    one.retired());
        } else {
            jdbc.update(
                    "update " + table + " set name = ?, place = ?, retired = ? where id = ?",
                    one.name(),
                    place,
                    one.retired(),
                    one.id());
        }
    }

    private Optional<Change> wrong(List<Word> wanted, List<Word> known) {
        Set<Long> named = new HashSet<>();
        Set<String> names = new HashSet<>();
        int active = 0;
        for (Word one : wanted) {
            if (one.id() != 0 && !named.add(one.id())) {
                return Optional.of(new Change.Stale());
            }
            if (!one.retired()) {
                active++;
                if (!names.add(one.name().toLowerCase(Locale.ROOT))) {
                    return Optional.of(new Change.SameName(one.name()));
                }
            }
        }
        Set<Long> there = new HashSet<>();
        known.forEach(one -> there.add(one.id()));
        return !named.equals(there)
                ? Optional.of(new Change.Stale())
                : active > most || wanted.size() > MOST_EVER ? Optional.of(new Change.TooMany()) : Optional.empty();
    }
}
