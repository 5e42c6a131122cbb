package io.rapport.server.customer;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.dao.CannotAcquireLockException;

/// Which records are one person.
final class MergeStore {
    private final BundlingTemplate jdbc;

    MergeStore(BundlingTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// @param into which record it was merged into
    /// @param circle the survivor of its circle; empty: it stands alone
    record Row(CustomerId id, Optional<CustomerId> into, Optional<CustomerId> circle, boolean mystery) {
        CustomerId survivor() {
            return circle.orElse(id);
        }
    }

    Optional<Row> find(CustomerId customer) {
        return jdbc
                .query(
                        "select null as tx, id, merged_into, circle, mystery from customer where id = ?",
                        (row, n) -> row(row),
                        customer.value())
                .stream()
                .findFirst();
    }

    /// Locks two records in the order of their numbers, so that two who merge crosswise wait for each other and no
    /// more. The lock leaves the key free: an arrival at an absorbed record's address holds its survivor's row and
    /// refers to the absorbed record, which must not wait for us.
    List<Row> lock(CustomerId one, CustomerId other) {
        List<Row> rows = jdbc.query(
                """
                with before as materialized (select pg_current_xact_id_if_assigned()::text as tx)
                select before.tx, c.id, c.merged_into, c.circle, c.mystery from before, customer c
                 where c.id in (?, ?) order by c.id for no key update of c
                """,
                (row, n) -> {
                    if (row.getString("tx") != null) {
                        throw new IllegalStateException(
                                "customers " + one + " and " + other + " must be locked before anything is written");
                    }
                    return row(row);
                },
                one.value(),
                other.value());
        if (rows.size() != 2) {
            throw new CannotAcquireLockException("customers " + one + " and " + other + " are not two");
        }
        return rows;
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new CustomerId(row.getLong("id")),
                Optional.ofNullable(Sql.numberOrNull(row, "merged_into")).map(CustomerId::new),
                Optional.ofNullable(Sql.numberOrNull(row, "circle")).map(CustomerId::new),
                row.getBoolean("mystery"));
    }

    /// The records of a survivor's circle, itself first.
    List<CustomerId> circle(CustomerId survivor) {
        List<CustomerId> absorbed = Sql.longs(
                        jdbc, "select id from customer where circle = ? and id <> circle order by id", survivor.value())
                .stream()
                .map(CustomerId::new)
                .toList();
        return Stream.concat(Stream.of(survivor), absorbed.stream()).toList();
    }

    /// A record with all that were merged into it, directly or by another.
    List<CustomerId> branch(CustomerId customer) {
        return Sql.longs(jdbc, """
                        with recursive branch as (
                            select id from customer where id = ?
                            union
                            select c.id from customer c join branch b on c.merged_into = b.id)
                        select id from branch order by id
                        """, customer.value()).stream()
                .map(CustomerId::new)
                .toList();
    }

    void merge(CustomerId survivor, CustomerId absorbed) {
        jdbc.update(
                "update customer set circle = ? where id in (?, ?) or circle = ?",
                survivor.value(),
                survivor.value(),
                absorbed.value(),
                absorbed.value());
        jdbc.update("update customer set merged_into = ? where id = ?", survivor.value(), absorbed.value());
    }

    void part(CustomerId absorbed, List<CustomerId> branch, CustomerId survivor, List<CustomerId> rest) {
        jdbc.update("update customer set merged_into = null where id = ?", absorbed.value());
        circle(branch, absorbed);
        circle(rest, survivor);
    }

    private void circle(List<CustomerId> records, CustomerId survivor) {
        jdbc.update(
                "update customer set circle = ? where id = any (?)",
                records.size() == 1 ? null : survivor.value(),
                numbers(records));
    }

    static Long[] numbers(List<CustomerId> records) {
        return records.stream().map(CustomerId::value).toArray(Long[]::new);
    }

    record Absorbed(CustomerId id, CustomerId circle) {}

    /// Which of these records were merged into others, and who survives for them.
    Map<CustomerId, CustomerId> survivors(List<CustomerId> customers) {
        return customers.isEmpty()
                ? Map.of()
                : jdbc
                        .query(
                                "select id, circle from customer where id = any (?) and circle is not null",
                                (row, n) -> new Absorbed(
                                        new CustomerId(row.getLong("id")), new CustomerId(row.getLong("circle"))),
                                (Object) numbers(customers))
                        .stream()
                        .collect(Collectors.toMap(Absorbed::id, Absorbed::circle));
    }

    void notOnePerson(CustomerId one, CustomerId other, AgentId by, Instant at) {
        jdbc.update("""
                insert into not_one_person (one, other, agent, at) values (least(?, ?), greatest(?, ?), ?, ?)
                on conflict do nothing
                """, one.value(), other.value(), one.value(), other.value(), by.value(), Sql.time(at));
    }

    void forgetNotOnePerson(CustomerId one, CustomerId other) {
        jdbc.update(
                "delete from not_one_person where one = least(?, ?) and other = greatest(?, ?)",
                one.value(),
                other.value(),
                one.value(),
                other.value());
    }

    /// Who may be the same person: who claims to be one of the circle (or whom they claim to be), who has their name
    /// and
    /// shares a telephone number, an address, or the domain of an address that is not everybody's.
    List<Duplicate> duplicates(List<CustomerId> circle, List<String> publicDomains, int limit) {
        Long[] ids = numbers(circle);
        return jdbc.query(
                """
                        with me as (select id, name, claims from customer where id = any (?)),
                             mine as (select p.id, p.kind, p.value, split_part(p.value, '@', 2) as domain
                                        from customer_contact_point l join contact_point p on p.id = l.contact_point
                                       where l.customer = any (?)),
                             found as (
                               (select c.id, 1 as rank, 'CLAIMS' as why from customer c
                                 where c.claims = any (?) limit 50)
                               union all
                               (select m.claims, 1, 'CLAIMED' from me m where m.claims is not null)
                               union all
                               (select c.id, 2, case when p.id = n.id then 'SAME_ADDRESS' else 'SAME_DOMAIN' end
                                  from me m join customer c on lower(c.name) = lower(m.name)
                                  join customer_contact_point l on l.customer = c.id
                                  join contact_point p on p.id = l.contact_point
                                  join mine n on n.id = p.id
                                              or (n.kind = 'EMAIL' and p.kind = 'EMAIL'
                                                  and split_part(p.value, '@', 2) = n.domain
                                                  and not n.domain = any (?))
                                 limit 50)),
                             best as (select distinct on (coalesce(c.circle, c.id)) coalesce(c.circle, c.id) as id, f.rank,
                                             f.why
                                        from found f join customer c on c.id = f.id
                                       where not coalesce(c.circle, c.id) = any (?) and not c.mystery
                                         and not exists (select from not_one_person x
                                                          where x.one = least(coalesce(c.circle, c.id), ?)
                                                            and x.other = greatest(coalesce(c.circle, c.id), ?))
                                       order by coalesce(c.circle, c.id), f.rank, f.why)
                        select id, why from best order by rank, id limit ?
                        """,
                (row, n) ->
                        new Duplicate(new CustomerId(row.getLong("id")), Duplicate.Why.valueOf(row.getString("why"))),
                ids,
                ids,
                ids,
                publicDomains.toArray(String[]::new),
                ids,
                circle.getFirst().value(),
                circle.getFirst().value(),
                limit);
    }
}
