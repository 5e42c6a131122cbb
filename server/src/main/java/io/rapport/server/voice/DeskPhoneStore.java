package io.rapport.server.voice;

import io.rapport.server.database.Sql;
import io.rapport.server.vault.Sealer;
import io.rapport.server.vocabulary.AgentId;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/// Telephones on desks.
final class DeskPhoneStore {
    private static final String PURPOSE = "desk-phone-password";

    private final JdbcTemplate jdbc;
    private final Sealer sealer;

    DeskPhoneStore(JdbcTemplate jdbc, Sealer sealer) {
        this.jdbc = jdbc;
        this.sealer = sealer;
    }

    List<DeskPhone> all() {
        return jdbc.query(
                "select * from desk_phone order by agent",
                (row, n) -> new DeskPhone(
                        new AgentId(row.getLong("agent")),
                        row.getString("username"),
                        sealer.openText(row.getString("password"), PURPOSE),
                        row.getBoolean("preferred"),
                        Sql.instant(row, "made")));
    }

    /// In place of the one that its owner had.
    void put(DeskPhone phone) {
        jdbc.update(
                """
                insert into desk_phone (agent, username, password, preferred, made) values (?, ?, ?, ?, ?)
                    on conflict (agent) do update set username = excluded.username, password = excluded.password,
                                                      preferred = excluded.preferred, made = excluded.made
                """,
                phone.agent().value(),
                phone.user(),
                sealer.sealText(phone.password(), PURPOSE),
                phone.preferred(),
                Sql.time(phone.made()));
    }

    void remove(AgentId agent) {
        jdbc.update("delete from desk_phone where agent = ?", agent.value());
    }
}
