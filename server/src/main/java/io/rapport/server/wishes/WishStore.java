package io.rapport.server.wishes;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

final class WishStore {
    private static final int MOST = 100;

    private final BundlingTemplate jdbc;
    private final JsonMapper json;

    WishStore(BundlingTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    List<Agreement> agreements(List<CustomerId> records) {
        return jdbc.query(
                "select * from customer_agreement where customer = any (?) order by since, id limit " + MOST,
                (row, n) -> agreement(row),
                (Object) numbers(records));
    }

    private static Agreement agreement(ResultSet row) throws SQLException {
        return new Agreement(
                row.getLong("id"),
                Agreement.Kind.valueOf(row.getString("kind")),
                row.getString("how"),
                Sql.instant(row, "since"),
                Optional.ofNullable(Sql.numberOrNull(row, "agent")).map(AgentId::new),
                Optional.ofNullable(Sql.instantOrNull(row, "withdrawn")),
                Optional.ofNullable(Sql.numberOrNull(row, "withdrawn_by")).map(AgentId::new));
    }

    void agree(CustomerId customer, Agreement.Kind kind, String how, AgentId by, Instant now) {
        jdbc.update(
                "insert into customer_agreement (customer, kind, how, since, agent) values (?, ?, ?, ?, ?)",
                customer.value(),
                kind.name(),
                how,
                Sql.time(now),
                by.value());
    }

    boolean withdraw(List<CustomerId> records, long id, @Nullable Instant at, @Nullable AgentId by) {
        return jdbc.update("""
                        update customer_agreement set withdrawn = ?, withdrawn_by = ?
                         where id = ? and customer = any (?) and (withdrawn is null) = ?
                        """, Sql.timeOrNull(at), by == null ? null : by.value(), id, numbers(records), at != null)
                == 1;
    }

    /// Whether the last that was said of it is that they withdrew it.
    boolean withdrew(List<CustomerId> records, Agreement.Kind kind) {
        return jdbc.query("""
                        select withdrawn is not null as withdrew from customer_agreement
                         where customer = any (?) and kind = ? order by withdrawn is null desc, since desc, id desc limit 1
                        """, (row, n) -> row.getBoolean("withdrew"), numbers(records), kind.name()).stream()
                .findFirst()
                .orElse(false);
    }

    /// They withdraw it themselves.
    ///
    /// @return how many agreements that ended
    int withdraw(List<CustomerId> records, Agreement.Kind kind, Instant at) {
        return jdbc.update(
                "update customer_agreement set withdrawn = ? where customer = any (?) and kind = ? and withdrawn is null",
                Sql.time(at),
                numbers(records),
                kind.name());
    }

    /// They don't want it, and never said that they did.
    void refuse(CustomerId customer, Agreement.Kind kind, String how, Instant at) {
        jdbc.update(
                "insert into customer_agreement (customer, kind, how, since, withdrawn) values (?, ?, ?, ?, ?)",
                customer.value(),
                kind.name(),
                how,
                Sql.time(at),
                Sql.time(at));
    }

    Optional<QuietHours> quiet(List<CustomerId> records) {
        return jdbc
                .query(
                        """
                        select zone, slots::text as slots from customer_quiet where customer = any (?)
                         order by customer <> ?, customer limit 1
                        """,
                        (row, n) -> new QuietHours(
                                row.getString("zone"),
                                List.of(json.readValue(row.getString("slots"), QuietHours.Slot[].class))),
                        numbers(records),
                        records.getFirst().value())
                .stream()
                .findFirst();
    }

    void quiet(CustomerId customer, QuietHours quiet) {
        jdbc.update("""
                insert into customer_quiet (customer, zone, slots) values (?, ?, ?::jsonb)
                on conflict (customer) do update set zone = excluded.zone, slots = excluded.slots
                """, customer.value(), quiet.zone(), json.writeValueAsString(quiet.slots()));
    }

    private static Long[] numbers(List<CustomerId> records) {
        return records.stream().map(CustomerId::value).toArray(Long[]::new);
    }
}
