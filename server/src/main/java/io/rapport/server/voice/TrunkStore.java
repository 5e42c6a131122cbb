package io.rapport.server.voice;

import io.rapport.server.vault.Sealer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/// Trunks.
final class TrunkStore {
    private static final String PURPOSE = "trunk-password";

    private final JdbcTemplate jdbc;
    private final Sealer sealer;

    TrunkStore(JdbcTemplate jdbc, Sealer sealer) {
        this.jdbc = jdbc;
        this.sealer = sealer;
    }

    List<Trunk> all() {
        return jdbc.query(
                "select * from trunk order by rank, id",
                (row, n) -> new Trunk(
                        row.getLong("id"),
                        row.getString("name"),
                        Arrays.asList((String[]) row.getArray("addresses").getArray()),
                        row.getString("target"),
                        Trunk.Transport.valueOf(row.getString("transport")),
                        row.getBoolean("enabled"),
                        account(row.getString("domain"), row.getString("username"), row.getString("password")),
                        row.getInt("rank"),
                        row.getString("domain"),
                        row.getBoolean("refers")));
    }

    private Optional<Trunk.Account> account(String domain, String user, String password) {
        return user.isEmpty()
                ? Optional.empty()
                : Optional.of(new Trunk.Account(domain, user, sealer.openText(password, PURPOSE)));
    }

    private String sealed(Trunk trunk) {
        return trunk.account()
                .map(account -> sealer.sealText(account.password(), PURPOSE))
                .orElse("");
    }

    long insert(Trunk trunk) {
        return Objects.requireNonNull(jdbc.queryForObject(
                """
                insert into trunk (name, addresses, target, transport, enabled, domain, username, password, rank,
                                   refers)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
                """,
                Long.class,
                trunk.name(),
                trunk.addresses().toArray(String[]::new),
                trunk.target(),
                trunk.transport().name(),
                trunk.enabled(),
                trunk.domain(),
                trunk.account().map(Trunk.Account::user).orElse(""),
                sealed(trunk),
                trunk.rank(),
                trunk.refers()));
    }

    void update(Trunk trunk) {
        jdbc.update(
                """
                update trunk set name = ?, addresses = ?, target = ?, transport = ?, enabled = ?, domain = ?,
                                 username = ?, password = ?, rank = ?, refers = ?
                 where id = ?
                """,
                trunk.name(),
                trunk.addresses().toArray(String[]::new),
                trunk.target(),
                trunk.transport().name(),
                trunk.enabled(),
                trunk.domain(),
                trunk.account().map(Trunk.Account::user).orElse(""),
                sealed(trunk),
                trunk.rank(),
                trunk.refers(),
                trunk.id());
    }
}
