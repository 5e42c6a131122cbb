package io.rapport.server.voice;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/// Trunks.
final class TrunkStore {
    private final JdbcTemplate jdbc;

    TrunkStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<Trunk> all() {
        return jdbc.query(
                "select * from trunk order by id",
                (row, n) -> new Trunk(
                        row.getLong("id"),
                        row.getString("name"),
                        Arrays.asList((String[]) row.getArray("addresses").getArray()),
                        row.getString("target"),
                        Trunk.Transport.valueOf(row.getString("transport")),
                        row.getBoolean("enabled")));
    }

    long insert(Trunk trunk) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "insert into trunk (name, addresses, target, transport, enabled) values (?, ?, ?, ?, ?) returning id",
                Long.class,
                trunk.name(),
                trunk.addresses().toArray(String[]::new),
                trunk.target(),
                trunk.transport().name(),
                trunk.enabled()));
    }

    void update(Trunk trunk) {
        jdbc.update(
                "update trunk set name = ?, addresses = ?, target = ?, transport = ?, enabled = ? where id = ?",
                trunk.name(),
                trunk.addresses().toArray(String[]::new),
                trunk.target(),
                trunk.transport().name(),
                trunk.enabled(),
                trunk.id());
    }
}
