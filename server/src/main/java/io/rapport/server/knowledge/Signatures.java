package io.rapport.server.knowledge;

import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Agent;
import org.springframework.jdbc.core.JdbcTemplate;

/// What stands under replies: an agent's own signature, else their team's. Thread-safe.
public final class Signatures {
    public static final int MAX = 1_000;

    private final JdbcTemplate jdbc;

    Signatures(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// What stands under this agent's replies; empty for nothing.
    ///
    /// @throws DataAccessException where the database is away
    public String under(Agent agent) {
        String own = own(agent);
        return own.isEmpty() ? of(agent.team()) : own;
    }

    String own(Agent agent) {
        return text("select text from signature where agent = ?", agent.id().value());
    }

    String of(TeamId team) {
        return text("select text from signature where team = ?", team.value());
    }

    private String text(String sql, long id) {
        return jdbc.query(sql, (row, n) -> row.getString(1), id).stream()
                .findFirst()
                .orElse("");
    }

    void own(Agent agent, String text) {
        jdbc.update("""
                insert into signature (agent, text) values (?, ?)
                on conflict (agent) do update set text = excluded.text
                """, agent.id().value(), text);
    }

    void of(TeamId team, String text) {
        jdbc.update("""
                insert into signature (team, text) values (?, ?)
                on conflict (team) do update set text = excluded.text
                """, team.value(), text);
    }
}
