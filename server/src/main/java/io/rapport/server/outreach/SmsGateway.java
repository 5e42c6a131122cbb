package io.rapport.server.outreach;

import io.rapport.server.database.Sql;
import io.rapport.server.vault.Sealer;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// How short messages leave the house, as an administrator set it up; the secret is sealed. Thread-safe.
final class SmsGateway {
    private static final String PURPOSE = "sms-gateway";

    private final JdbcTemplate jdbc;
    private final Sealer sealer;

    SmsGateway(JdbcTemplate jdbc, Sealer sealer) {
        this.jdbc = jdbc;
        this.sealer = sealer;
    }

    /// @param sender whom the receiver sees, as the provider allows it
    record Setup(String url, String sender, boolean enabled, Instant changed) {}

    Optional<Setup> setup() {
        return jdbc
                .query(
                        "select url, sender, enabled, changed from sms_gateway",
                        (row, n) -> new Setup(
                                row.getString("url"),
                                row.getString("sender"),
                                row.getBoolean("enabled"),
                                Sql.instant(row, "changed")))
                .stream()
                .findFirst();
    }

    boolean open() {
        return setup().filter(Setup::enabled).isPresent();
    }

    String secret() {
        return Sql.texts(jdbc, "select secret from sms_gateway").stream()
                .findFirst()
                .map(kept -> sealer.openText(kept, PURPOSE))
                .orElse("");
    }

    /// @param secret null: the one it has stays
    void change(String url, String sender, @Nullable String secret, boolean enabled, long account, Instant now) {
        String kept = sealer.sealText(secret == null ? secret() : secret, PURPOSE);
        jdbc.update("""
                insert into sms_gateway (url, secret, sender, enabled, changed, account) values (?, ?, ?, ?, ?, ?)
                on conflict (one) do update set url = excluded.url, secret = excluded.secret, sender = excluded.sender,
                       enabled = excluded.enabled, changed = excluded.changed, account = excluded.account
                """, url, kept, sender, enabled, Sql.time(now), account);
    }
}
