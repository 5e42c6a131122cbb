package io.rapport.server.pointer;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.InteractionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class PointerStore {
    private static final String OPEN = """
            select p.*, left(coalesce(n.text, case when p.kind = 'VOTE' then x.subject else x.text end, ''), 200) as words from pointer p
              left join note n on n.id = p.note
              left join interaction_content x on x.interaction = p.interaction
             where p.seen is null
            """;

    private final BundlingTemplate jdbc;

    PointerStore(BundlingTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Long> mention(AgentId agent, CustomerId customer, long note, AgentId by, Instant now) {
        return Sql.longs(jdbc, """
                        insert into pointer (agent, kind, customer, by_agent, note, at)
                        values (?, 'MENTION', ?, ?, ?, ?) on conflict do nothing returning id
                        """, agent.value(), customer.value(), by.value(), note, Sql.time(now)).stream()
                .findFirst();
    }

    long held(AgentId agent, CustomerId customer, InteractionId interaction, Instant now) {
        return about("HELD", agent, customer, interaction, now);
    }

    long vote(AgentId agent, CustomerId customer, InteractionId interaction, Instant now) {
        return about("VOTE", agent, customer, interaction, now);
    }

    private long about(String kind, AgentId agent, CustomerId customer, InteractionId interaction, Instant now) {
        long id = jdbc.number("pointer");
        jdbc.later("""
                insert into pointer (id, agent, kind, customer, interaction, at)
                overriding system value values (?, ?, ?, ?, ?, ?)
                """, id, agent.value(), kind, customer.value(), interaction.value(), Sql.time(now));
        return id;
    }

    boolean seen(AgentId agent, List<CustomerId> records, Instant now) {
        return jdbc.update(
                        "update pointer set seen = ? where agent = ? and customer = any (?) and seen is null",
                        Sql.time(now),
                        agent.value(),
                        records.stream().map(CustomerId::value).toArray(Long[]::new))
                > 0;
    }

    List<Pointer> of(AgentId agent, int limit) {
        return jdbc.query(
                OPEN + " and p.agent = ? order by p.at desc, p.id desc limit ?",
                (row, n) -> pointer(row),
                agent.value(),
                limit);
    }

    Optional<Pointer> find(long pointer) {
        return jdbc.query(OPEN + " and p.id = ?", (row, n) -> pointer(row), pointer).stream()
                .findFirst();
    }

    private static Pointer pointer(ResultSet row) throws SQLException {
        return new Pointer(
                row.getLong("id"),
                Pointer.Kind.valueOf(row.getString("kind")),
                new CustomerId(row.getLong("customer")),
                Optional.ofNullable(Sql.numberOrNull(row, "by_agent")).map(AgentId::new),
                row.getString("words"),
                Sql.instant(row, "at"));
    }
}
