package io.rapport.server.reason;

import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.MatterId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

final class ReasonStore {
    private final JdbcTemplate jdbc;

    ReasonStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Long> of(MatterId matter) {
        return Sql.longs(jdbc, "select reason from matter_reason where matter = ?", matter.value()).stream()
                .findFirst();
    }

    Map<MatterId, String> names(List<MatterId> matters) {
        Map<MatterId, String> names = new HashMap<>();
        jdbc.query(
                "select m.matter, r.name from matter_reason m join reason r on r.id = m.reason where m.matter = any (?)",
                row -> {
                    names.put(new MatterId(row.getLong("matter")), row.getString("name"));
                },
                (Object) matters.stream().map(MatterId::value).toArray(Long[]::new));
        return names;
    }

    void choose(MatterId matter, long reason, AgentId by, Instant at) {
        jdbc.update("""
                insert into matter_reason (matter, reason, agent, at) values (?, ?, ?, ?)
                on conflict (matter) do update set reason = excluded.reason, agent = excluded.agent, at = excluded.at
                """, matter.value(), reason, by.value(), Sql.time(at));
    }

    void clear(MatterId matter) {
        jdbc.update("delete from matter_reason where matter = ?", matter.value());
    }
}
