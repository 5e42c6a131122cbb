package io.rapport.server.disposition;

import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.InteractionId;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

final class DispositionStore {
    private final JdbcTemplate jdbc;

    DispositionStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
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
