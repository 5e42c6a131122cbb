package io.rapport.server.customer;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.dao.CannotAcquireLockException;

final class RosterStore {
    /// Nothing hangs on such a record but what a list said: no word was exchanged, nothing is owed, it is one alone.
    private static final String UNTOUCHED = """
            c.circle is null and c.claims is null
            and not exists (select from interaction x where x.customer = c.id)
            and not exists (select from matter x where x.customer = c.id)
            and not exists (select from note x where x.customer = c.id)
            and not exists (select from draft x where x.customer = c.id)
            and not exists (select from acquaintance x where x.customer = c.id)
            and not exists (select from customer x where x.claims = c.id)
            and not exists (select from chat_visitor x where x.customer = c.id)
            and not exists (select from erasure x where x.customer = c.id)
            and not exists (select from home_move x where x.customer = c.id)
            """;

    private final BundlingTemplate jdbc;
    private final CustomerStore customers;

    RosterStore(BundlingTemplate jdbc, CustomerStore customers) {
        this.jdbc = jdbc;
        this.customers = customers;
    }

    void lockAddresses(Set<ContactPoint> points) {
        jdbc.query("""
                select pg_advisory_xact_lock(hashtextextended(a, 0))
                  from (select a from unnest(?::text[]) as t(a) order by a offset 0) as sorted
                """, row -> {}, (Object)
                points.stream().map(p -> p.kind() + " " + p.value()).toArray(String[]::new));
    }

    Map<ContactPoint, List<Roster.Holder>> holders(Set<ContactPoint> points) {
        Map<ContactPoint, List<Roster.Holder>> holders = new HashMap<>();
        if (points.isEmpty()) {
            return holders;
        }
        List<ContactPoint> list = List.copyOf(points);
        jdbc.query(
                """
                select p.kind, p.value, coalesce(c.circle, c.id) as survivor,
                       bool_or(l.proof = 'VERIFIED' or c.imported is not null) as trusted
                  from unnest(?::text[], ?::text[]) as w(kind, value)
                  join contact_point p on p.kind = w.kind and p.value = w.value
                  join customer_contact_point l on l.contact_point = p.id
                  join customer c on c.id = l.customer and c.claims is null
                 group by 1, 2, 3
                """,
                row -> {
                    ContactPoint point =
                            new ContactPoint(ContactPoint.Kind.valueOf(row.getString("kind")), row.getString("value"));
                    holders.computeIfAbsent(point, p -> new ArrayList<>())
                            .add(new Roster.Holder(new CustomerId(row.getLong("survivor")), row.getBoolean("trusted")));
                },
                list.stream().map(p -> p.kind().name()).toArray(String[]::new),
                list.stream().map(ContactPoint::value).toArray(String[]::new));
        return holders;
    }

    Map<CustomerId, Roster.Told> lock(Set<CustomerId> survivors) {
        if (survivors.isEmpty()) {
            return Map.of();
        }
        Long[] ids = MergeStore.numbers(List.copyOf(survivors));
        List<CustomerId> locked = jdbc.query(
                """
                with before as materialized (select pg_current_xact_id_if_assigned()::text as tx)
                select before.tx, c.id, c.circle from before, customer c where c.id = any (?)
                 order by c.id for update of c
                """,
                (row, n) -> {
                    if (row.getString("tx") != null) {
                        throw new IllegalStateException("people must be locked before anything is written");
                    }
                    Long circle = Sql.numberOrNull(row, "circle");
                    if (circle != null && circle != row.getLong("id")) {
                        throw new CannotAcquireLockException("customer " + row.getLong("id") + " was merged meanwhile");
                    }
                    return new CustomerId(row.getLong("id"));
                },
                (Object) ids);
        if (locked.size() != survivors.size()) {
            throw new CannotAcquireLockException("some of " + survivors + " are gone");
        }
        return known(survivors);
    }

    Map<CustomerId, Roster.Told> known(Set<CustomerId> survivors) {
        Map<CustomerId, Roster.Told> known = new HashMap<>();
        jdbc.query(
                """
                select c.id, c.name, o.name as organisation, c.place, c.language, c.best_time from customer c
                  left join organisation o on o.id = c.organisation where c.id = any (?)
                """,
                row -> {
                    known.put(new CustomerId(row.getLong("id")), told(row));
                },
                (Object) MergeStore.numbers(List.copyOf(survivors)));
        return known;
    }

    private static Roster.Told told(ResultSet row) throws SQLException {
        return new Roster.Told(
                row.getString("name"),
                Sql.text(row, "organisation"),
                Sql.text(row, "place"),
                Sql.text(row, "language"),
                Sql.text(row, "best_time"));
    }

    List<CustomerId> insert(List<Roster.Draft> drafts, List<HomeChoice> homes, long list, Instant now) {
        Map<String, Long> organisations = new HashMap<>();
        drafts.stream()
                .flatMap(draft -> draft.told().organisation().stream())
                .distinct()
                .sorted()
                .forEach(name -> organisations.put(name, customers.organisationNamed(name)));
        List<CustomerId> made = new ArrayList<>();
        drafts.forEach(draft -> made.add(new CustomerId(jdbc.number("customer"))));
        jdbc.update(
                """
                insert into customer (id, name, organisation, home_team, home_why, home_detail, place, language, best_time,
                                      imported, created)
                overriding system value
                select id, name, organisation, team, why, detail, place, coalesce(language, 'en'), best_time, ?, ?
                  from unnest(?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                              ?::text[], ?::text[])
                       as t(id, name, organisation, team, why, detail, place, language, best_time)
                """,
                list,
                Sql.time(now),
                MergeStore.numbers(made),
                drafts.stream().map(draft -> draft.told().name()).toArray(String[]::new),
                drafts.stream()
                        .map(draft -> draft.told()
                                .organisation()
                                .map(organisations::get)
                                .orElse(null))
                        .toArray(Long[]::new),
                homes.stream().map(home -> home.team().value()).toArray(Long[]::new),
                homes.stream().map(home -> home.why().name()).toArray(String[]::new),
                homes.stream().map(HomeChoice::detail).toArray(String[]::new),
                drafts.stream().map(draft -> draft.told().place().orElse(null)).toArray(String[]::new),
                drafts.stream()
                        .map(draft -> draft.told().language().orElse(null))
                        .toArray(String[]::new),
                drafts.stream()
                        .map(draft -> draft.told().bestTime().orElse(null))
                        .toArray(String[]::new));
        List<CustomerId> owners = new ArrayList<>();
        List<ContactPoint> points = new ArrayList<>();
        for (int n = 0; n < drafts.size(); n++) {
            for (ContactPoint point : drafts.get(n).points()) {
                owners.add(made.get(n));
                points.add(point);
            }
        }
        link(owners, points, now);
        return made;
    }

    private List<Long> link(List<CustomerId> owners, List<ContactPoint> points, Instant now) {
        if (points.isEmpty()) {
            return List.of();
        }
        return Sql.longs(
                jdbc,
                """
                with w as (select * from unnest(?::bigint[], ?::text[], ?::text[]) as t(customer, kind, value)),
                     fresh as (insert into contact_point (kind, value) select distinct kind, value from w
                               on conflict (kind, value) do update set value = excluded.value returning id, kind, value)
                insert into customer_contact_point (contact_point, customer, proof, since)
                select p.id, w.customer, 'CLAIMED', ? from w join fresh p on p.kind = w.kind and p.value = w.value
                on conflict do nothing returning contact_point
                """,
                MergeStore.numbers(owners),
                points.stream().map(p -> p.kind().name()).toArray(String[]::new),
                points.stream().map(ContactPoint::value).toArray(String[]::new),
                Sql.time(now));
    }

    List<Long> change(CustomerId survivor, Roster.Told told, List<ContactPoint> points, Instant now) {
        jdbc.update(
                """
                update customer set name = ?, organisation = ?, place = ?, language = coalesce(?, language), best_time = ?
                 where id = ?
                """,
                told.name(),
                told.organisation().map(customers::organisationNamed).orElse(null),
                told.place().orElse(null),
                told.language().orElse(null),
                told.bestTime().orElse(null),
                survivor.value());
        return link(points.stream().map(p -> survivor).toList(), points, now);
    }

    void unlink(CustomerId survivor, List<Long> points) {
        jdbc.update(
                "delete from customer_contact_point where customer = ? and contact_point = any (?) and proof = 'CLAIMED'",
                survivor.value(),
                points.toArray(Long[]::new));
    }

    int workedOn(long list) {
        Integer count = jdbc.queryForObject(
                "select count(*) from customer c where c.imported = ? and not (" + UNTOUCHED + ")",
                Integer.class,
                list);
        return count == null ? 0 : count;
    }

    List<CustomerId> lockUntouched(long list, List<CustomerId> people) {
        jdbc.query(
                "select id from customer where id = any (?) and imported = ? order by id for update",
                row -> {},
                MergeStore.numbers(people),
                list);
        return Sql.longs(
                        jdbc,
                        "select c.id from customer c where c.id = any (?) and c.imported = ? and " + UNTOUCHED,
                        MergeStore.numbers(people),
                        list)
                .stream()
                .map(CustomerId::new)
                .toList();
    }

    void remove(List<CustomerId> people) {
        Long[] ids = MergeStore.numbers(people);
        List<Long> points = Sql.longs(jdbc, """
                with gone as (delete from customer_contact_point where customer = any (?) returning contact_point),
                     past as (delete from removed_contact_point where customer = any (?) returning contact_point)
                select contact_point from gone union select contact_point from past
                """, ids, ids);
        jdbc.update("delete from customer_agreement where customer = any (?)", (Object) ids);
        jdbc.update("delete from customer_quiet where customer = any (?)", (Object) ids);
        jdbc.update("delete from not_one_person where one = any (?) or other = any (?)", ids, ids);
        List<Long> organisations = Sql.longs(
                        jdbc,
                        "select distinct organisation from customer where id = any (?) and organisation is not null",
                        (Object) ids)
                .stream()
                .collect(Collectors.toList());
        jdbc.update("delete from customer where id = any (?)", (Object) ids);
        forgetPoints(points);
        Optional.of(organisations).filter(o -> !o.isEmpty()).ifPresent(this::forgetOrganisations);
    }

    /// Addresses that are nobody's any more.
    void forgetPoints(List<Long> points) {
        jdbc.update("""
                delete from contact_point p where p.id = any (?)
                   and not exists (select from customer_contact_point l where l.contact_point = p.id)
                   and not exists (select from removed_contact_point l where l.contact_point = p.id)
                """, (Object) points.toArray(Long[]::new));
    }

    /// Organisations without people, of which nothing else is known.
    void forgetOrganisations(List<Long> organisations) {
        jdbc.update("""
                delete from organisation o where o.id = any (?)
                   and not exists (select from customer c where c.organisation = o.id)
                   and not exists (select from organisation_fact f where f.organisation = o.id)
                   and not exists (select from organisation_external_id e where e.organisation = o.id)
                """, (Object) organisations.toArray(Long[]::new));
    }
}
