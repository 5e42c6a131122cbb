package io.rapport.server.disposition;

import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.InteractionId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

final class DispositionStore {
    private final JdbcTemplate jdbc;

    DispositionStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// In their order, those that are retired last.
    List<Disposition> all() {
        return jdbc.query(
                "select * from disposition order by retired, place, id",
                (row, n) -> new Disposition(row.getLong("id"), row.getString("name"), row.getBoolean("retired")));
    }

    /// Of several who change the list at once, one does so after the other.
    void onlyOneChanges() {
        jdbc.execute("lock table disposition in share row exclusive mode");
    }

    /// None of them has a name or a place for a moment, so that two can change theirs.
    void loosen() {
        jdbc.update("update disposition set retired = true");
    }

    long add(String name, int place, boolean retired) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "insert into disposition (name, place, retired) values (?, ?, ?) returning id",
                Long.class,
                name,
                place,
                retired));
    }

    void change(Disposition one, int place) {
        jdbc.update(
                "update disposition set name = ?, place = ?, retired = ? where id = ?",
                one.name(),
                place,
                one.retired(),
                one.id());
    }

    boolean isCall(InteractionId interaction) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from call where interaction = ?)", Boolean.class, interaction.value()));
    }

    Optional<Long> of(InteractionId interaction) {
        return Sql.longs(jdbc, "select disposition from call_disposition where interaction = ?", interaction.value())
                .stream()
                .findFirst();
    }

    void choose(InteractionId interaction, long disposition, AgentId by, Instant at) {
        jdbc.update("""
                insert into call_disposition (interaction, disposition, agent, at) values (?, ?, ?, ?)
                on conflict (interaction) do update set disposition = excluded.disposition, agent = excluded.agent,
                                                        at = excluded.at
                """, interaction.value(), disposition, by.value(), Sql.time(at));
    }

    void clear(InteractionId interaction) {
        jdbc.update("delete from call_disposition where interaction = ?", interaction.value());
    }
}
