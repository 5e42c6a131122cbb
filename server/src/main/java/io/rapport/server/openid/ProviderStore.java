package io.rapport.server.openid;

import io.rapport.server.database.Sql;
import io.rapport.server.vault.Sealer;
import io.rapport.server.vocabulary.TeamId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.jdbc.core.JdbcTemplate;

/// The identity provider, and whom it knows as whom.
final class ProviderStore {
    private static final String PURPOSE = "secret of the identity provider";

    private final JdbcTemplate jdbc;
    private final Sealer sealer;

    ProviderStore(JdbcTemplate jdbc, Sealer sealer) {
        this.jdbc = jdbc;
        this.sealer = sealer;
    }

    Optional<Provider> find() {
        return jdbc.query("select * from identity_provider", (row, n) -> provider(row)).stream()
                .findFirst();
    }

    private Provider provider(ResultSet row) throws SQLException {
        return new Provider(
                row.getBoolean("enabled"),
                row.getString("title"),
                row.getString("issuer"),
                row.getString("client_id"),
                Sql.text(row, "secret").map(kept -> sealer.openText(kept, PURPOSE)),
                row.getString("claim"),
                row.getBoolean("links"),
                row.getBoolean("creates"),
                Optional.ofNullable(Sql.numberOrNull(row, "team")).map(TeamId::new),
                row.getString("team_claim"),
                row.getBoolean("trusts_second_step"));
    }

    void save(Provider given) {
        jdbc.update(
                """
                insert into identity_provider (enabled, title, issuer, client_id, secret, claim, links, creates, team,
                                               team_claim, trusts_second_step)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (id) do update
                   set enabled = excluded.enabled, title = excluded.title, issuer = excluded.issuer,
                       client_id = excluded.client_id, secret = excluded.secret, claim = excluded.claim,
                       links = excluded.links, creates = excluded.creates, team = excluded.team,
                       team_claim = excluded.team_claim, trusts_second_step = excluded.trusts_second_step
                """,
                given.enabled(),
                given.title(),
                given.issuer(),
                given.clientId(),
                given.secret().map(clear -> sealer.sealText(clear, PURPOSE)).orElse(null),
                given.claim(),
                given.links(),
                given.creates(),
                given.team().map(TeamId::value).orElse(null),
                given.teamClaim(),
                given.trustsSecondStep());
    }

    OptionalLong accountOf(String issuer, String subject) {
        return Sql.longs(jdbc, "select account from identity_link where issuer = ? and subject = ?", issuer, subject)
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /// @return whether it is theirs now; false: the account belongs to another subject of this provider
    boolean link(String issuer, String subject, long account, Instant now) {
        return jdbc.update(
                        "insert into identity_link (issuer, subject, account, linked, last_used)"
                                + " values (?, ?, ?, ?, ?) on conflict do nothing",
                        issuer,
                        subject,
                        account,
                        Sql.time(now),
                        Sql.time(now))
                == 1;
    }

    void used(String issuer, String subject, Instant now) {
        jdbc.update(
                "update identity_link set last_used = ? where issuer = ? and subject = ?",
                Sql.time(now),
                issuer,
                subject);
    }

    boolean unlink(long account) {
        return jdbc.update("delete from identity_link where account = ?", account) > 0;
    }
}
