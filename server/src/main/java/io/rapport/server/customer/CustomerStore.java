package io.rapport.server.customer;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.TeamId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.CannotAcquireLockException;

final class CustomerStore {
    private static final int MAX_LINKS = 50;

    private final BundlingTemplate jdbc;

    CustomerStore(BundlingTemplate jdbc) {
        this.jdbc = jdbc;
    }

    record Linked(long contactPoint, List<Matching.Link> links) {}

    /// Who is known at an address. Knocks by one address wait for each other here, without touching a row: no
    /// transaction number is drawn, so the order of numbers stays the order in which a customer's transactions
    /// commit.
    ///
    /// Two statements in one round trip: the second must see what was committed while the first waited.
    Optional<Linked> lockedLinks(ContactPoint address) {
        String sql = """
                select pg_advisory_xact_lock(hashtextextended(?, 0));
                select p.id as point, l.customer, l.proof, c.name, c.claims, c.circle from contact_point p
                  left join customer_contact_point l on l.contact_point = p.id
                  left join customer c on c.id = l.customer
                 where p.kind = ? and p.value = ? order by l.since, l.customer limit ?
                """;
        return jdbc.execute(sql, (PreparedStatement statement) -> {
            statement.setString(1, address.kind() + " " + address.value());
            statement.setString(2, address.kind().name());
            statement.setString(3, address.value());
            statement.setInt(4, MAX_LINKS);
            statement.execute();
            statement.getMoreResults();
            return linked(statement.getResultSet(), address);
        });
    }

    private static Optional<Linked> linked(ResultSet row, ContactPoint address) throws SQLException {
        List<Matching.Link> links = new ArrayList<>();
        long point = 0;
        while (row.next()) {
            point = row.getLong("point");
            Long customer = Sql.numberOrNull(row, "customer");
            if (customer != null) {
                links.add(new Matching.Link(
                        new CustomerId(customer),
                        row.getString("name"),
                        LinkProof.valueOf(row.getString("proof")),
                        Sql.numberOrNull(row, "claims") != null,
                        row.getString("name").equals(address.value()),
                        new CustomerId(Optional.ofNullable(Sql.numberOrNull(row, "circle"))
                                .orElse(customer))));
            }
        }
        return point == 0 ? Optional.empty() : Optional.of(new Linked(point, links));
    }

    /// @param survivor who speaks for the customer's circle; themselves if they stand alone
    record Locked(TeamId homeTeam, CustomerId survivor, boolean alone) {}

    /// Locks the customer until the transaction ends. Of a circle it is always the survivor's row that is locked, so
    /// that
    /// whatever comes by any of a person's addresses waits for the others.
    ///
    /// @throws IllegalStateException if the transaction had already written: then events could be numbered out of
    ///     order for this customer
    Locked lock(CustomerId customer) {
        List<Locked> found = jdbc.query(
                """
                with before as materialized (select pg_current_xact_id_if_assigned()::text as tx)
                select before.tx, s.id, s.home_team, s.circle from before, customer c
                  join customer s on s.id = coalesce(c.circle, c.id) where c.id = ? for update of s
                """,
                (row, n) -> {
                    if (row.getString("tx") != null) {
                        throw new IllegalStateException("customer " + customer + " must be locked before anything is"
                                + " written; transaction " + row.getString("tx") + " had begun to write");
                    }
                    CustomerId survivor = new CustomerId(row.getLong("id"));
                    Long circle = Sql.numberOrNull(row, "circle");
                    if (circle != null && circle != survivor.value()) {
                        throw new CannotAcquireLockException("customer " + customer + " was merged meanwhile");
                    }
                    return new Locked(new TeamId(row.getLong("home_team")), survivor, circle == null);
                },
                customer.value());
        if (found.isEmpty()) {
            throw new IllegalStateException("there is no customer " + customer);
        }
        Locked locked = found.getFirst();
        if (!locked.survivor().equals(customer) && !stillIn(customer, locked.survivor())) {
            throw new CannotAcquireLockException("customer " + customer + " was parted meanwhile");
        }
        return locked;
    }

    private boolean stillIn(CustomerId customer, CustomerId circle) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from customer where id = ? and circle = ?)",
                Boolean.class,
                customer.value(),
                circle.value()));
    }

    record Made(CustomerId customer, long contactPoint) {}

    Made insert(
            ContactPoint address,
            String name,
            HomeChoice home,
            Optional<String> language,
            boolean prospect,
            Optional<CustomerId> claims,
            LinkProof proof,
            Instant now) {
        return jdbc.query(
                        """
                        with p as (insert into contact_point (kind, value) values (?, ?)
                                   on conflict (kind, value) do update set value = excluded.value returning id),
                             c as (insert into customer (name, home_team, home_why, home_detail, language, prospect, claims, created)
                                   values (?, ?, ?, ?, coalesce(?, 'en'), ?, ?, ?) returning id),
                             l as (insert into customer_contact_point (contact_point, customer, proof, since)
                                   select p.id, c.id, ?, ? from p, c)
                        select p.id as point, c.id as customer from p, c
                        """,
                        (row, n) -> new Made(new CustomerId(row.getLong("customer")), row.getLong("point")),
                        address.kind().name(),
                        address.value(),
                        name,
                        home.team().value(),
                        home.why().name(),
                        home.detail(),
                        language.orElse(null),
                        prospect,
                        claims.map(CustomerId::value).orElse(null),
                        Sql.time(now),
                        proof.name(),
                        Sql.time(now))
                .getFirst();
    }

    /// @param original whom they claim to be, where they are nobody's claimant yet
    void link(CustomerId customer, ContactPoint address, LinkProof proof, Optional<CustomerId> original, Instant now) {
        jdbc.update("""
                with p as (insert into contact_point (kind, value) values (?, ?)
                           on conflict (kind, value) do update set value = excluded.value returning id)
                insert into customer_contact_point (contact_point, customer, proof, since)
                select p.id, ?, ?, ? from p on conflict do nothing
                """, address.kind().name(), address.value(), customer.value(), proof.name(), Sql.time(now));
        original.ifPresent(claimed -> jdbc.update(
                "update customer set claims = ? where id = ? and claims is null", claimed.value(), customer.value()));
    }

    void prove(long contactPoint, CustomerId customer, LinkProof proof) {
        jdbc.later(
                "update customer_contact_point set proof = ? where contact_point = ? and customer = ?",
                proof.name(),
                contactPoint,
                customer.value());
    }

    /// Links an address with a customer, unproven, or as proven as it was before somebody took it away.
    void link(ContactPoint address, CustomerId customer, Instant now) {
        jdbc.update("""
                with p as (insert into contact_point (kind, value) values (?, ?)
                           on conflict (kind, value) do update set value = excluded.value returning id),
                     back as (delete from removed_contact_point r using p
                               where r.contact_point = p.id and r.customer = ? returning r.proof, r.since)
                insert into customer_contact_point (contact_point, customer, proof, since)
                select p.id, ?, coalesce((select proof from back), 'CLAIMED'), coalesce((select since from back), ?) from p
                on conflict do nothing
                """, address.kind().name(), address.value(), customer.value(), customer.value(), Sql.time(now));
    }

    /// @return how many records of the person had the address
    int unlink(long contactPoint, List<CustomerId> circle, AgentId by, Instant now) {
        return jdbc.update("""
                with gone as (delete from customer_contact_point where contact_point = ? and customer = any (?)
                              returning contact_point, customer, proof, since)
                insert into removed_contact_point (contact_point, customer, proof, since, removed, agent)
                select contact_point, customer, proof, since, ?, ? from gone
                on conflict (contact_point, customer) do update
                   set proof = excluded.proof, since = excluded.since, removed = excluded.removed, agent = excluded.agent
                """, contactPoint, MergeStore.numbers(circle), Sql.time(now), by.value());
    }

    Optional<Organisation> organisationOf(CustomerId customer, int people) {
        return jdbc
                .query(
                        """
                        select o.id, o.name from customer c join organisation o on o.id = c.organisation where c.id = ?
                        """,
                        (row, n) -> organisation(row.getLong("id"), row.getString("name"), people),
                        customer.value())
                .stream()
                .findFirst();
    }

    Optional<Organisation> organisation(long id, int people) {
        return jdbc
                .query(
                        "select id, name from organisation where id = ?",
                        (row, n) -> organisation(row.getLong("id"), row.getString("name"), people),
                        id)
                .stream()
                .findFirst();
    }

    List<Organisation> organisations(String words, int limit) {
        String prefix = prefix(words);
        return jdbc.query(
                """
                select o.id, o.name from organisation o
                 where (lower(o.name) like ? or lower(o.name) like ?)
                   and exists (select from customer c where c.organisation = o.id and c.merged_into is null)
                 order by lower(o.name) not like ?, lower(o.name), o.id limit ?
                """,
                (row, n) -> organisation(row.getLong("id"), row.getString("name"), 0),
                prefix + "%",
                "% " + prefix + "%",
                prefix + "%",
                limit);
    }

    private Organisation organisation(long id, String name, int limit) {
        List<CustomerId> people =
                Sql.longs(jdbc, """
                        select id from customer where organisation = ? and merged_into is null
                         order by lower(name), id limit ?
                        """, id, limit).stream().map(CustomerId::new).toList();
        Integer size = jdbc.queryForObject(
                "select count(*) from customer where organisation = ? and merged_into is null", Integer.class, id);
        return new Organisation(id, name, people, size == null ? 0 : size);
    }

    /// The organisation of this name, made if there is none yet. Two who name it at once wait for each other.
    long organisationNamed(String name) {
        jdbc.query("select pg_advisory_xact_lock(hashtextextended(lower(?), 1))", row -> {}, "organisation " + name);
        return Sql.longs(jdbc, "select id from organisation where lower(name) = lower(?) order by id limit 1", name)
                .stream()
                .findFirst()
                .orElseGet(() -> Sql.longs(jdbc, "insert into organisation (name) values (?) returning id", name)
                        .getFirst());
    }

    void setOrganisation(List<CustomerId> circle, Optional<Long> organisation) {
        jdbc.update(
                "update customer set organisation = ? where id = any (?)",
                organisation.orElse(null),
                MergeStore.numbers(circle));
    }

    boolean renameOrganisation(long id, String name) {
        return jdbc.update("update organisation set name = ? where id = ?", name, id) == 1;
    }

    /// The first one's first.
    List<Customers.Home> homes(List<CustomerId> circle) {
        return jdbc.query(
                "select id, home_team, home_why, home_detail from customer where id = any (?) order by id <> ?, id",
                (row, n) -> new Customers.Home(
                        new CustomerId(row.getLong("id")),
                        new TeamId(row.getLong("home_team")),
                        row.getString("home_why"),
                        row.getString("home_detail")),
                MergeStore.numbers(circle),
                circle.getFirst().value());
    }

    void setHomes(List<Customers.Home> homes) {
        jdbc.update(
                """
                update customer c set home_team = h.team, home_why = h.why, home_detail = h.detail
                  from unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[]) as h(id, team, why, detail)
                 where c.id = h.id and c.erased is null
                """,
                homes.stream().map(home -> home.record().value()).toArray(Long[]::new),
                homes.stream().map(home -> home.team().value()).toArray(Long[]::new),
                homes.stream().map(Customers.Home::why).toArray(String[]::new),
                homes.stream().map(Customers.Home::detail).toArray(String[]::new));
    }

    Map<TeamId, Long> customersByTeam() {
        Map<TeamId, Long> counts = new HashMap<>();
        jdbc.query("select home_team, count(*) as n from customer group by home_team", row -> {
            counts.put(new TeamId(row.getLong("home_team")), row.getLong("n"));
        });
        return counts;
    }

    void talked(CustomerId customer, AgentId agent, Instant at) {
        jdbc.update("""
                insert into acquaintance (customer, agent, talks, last) values (?, ?, 1, ?)
                on conflict (customer, agent) do update
                   set talks = acquaintance.talks + 1, last = greatest(acquaintance.last, excluded.last)
                """, customer.value(), agent.value(), Sql.time(at));
    }

    List<Acquaintance> acquaintances(List<CustomerId> circle) {
        return jdbc.query(
                """
                select agent, talks, last from (
                    select agent, sum(talks)::int as talks, max(last) as last,
                           row_number() over (order by sum(talks) desc, max(last) desc) as place,
                           row_number() over (order by max(last) desc) as latest
                      from acquaintance where customer = any (?) group by agent) known
                 order by case when latest = 1 then 0 else place end limit 5
                """,
                (row, n) -> new Acquaintance(
                        new AgentId(row.getLong("agent")), row.getInt("talks"), Sql.instant(row, "last")),
                (Object) MergeStore.numbers(circle));
    }

    Optional<Customer> customer(CustomerId id) {
        return jdbc.query("""
                        select c.*, o.name as organisation_name from customer c
                          left join organisation o on o.id = c.organisation where c.id = ?
                        """, (row, n) -> customer(row), id.value()).stream().findFirst();
    }

    private static Customer customer(ResultSet row) throws SQLException {
        return new Customer(
                new CustomerId(row.getLong("id")),
                row.getString("name"),
                Sql.text(row, "organisation_name"),
                Optional.ofNullable(Sql.numberOrNull(row, "organisation")),
                new TeamId(row.getLong("home_team")),
                Sql.text(row, "home_why").filter(why -> !why.isEmpty()).map(HomeWhy::valueOf),
                row.getString("home_detail"),
                Sql.text(row, "place"),
                row.getString("language"),
                row.getBoolean("prospect"),
                Sql.text(row, "best_time"),
                Optional.ofNullable(Sql.numberOrNull(row, "claims")).map(CustomerId::new),
                Sql.instant(row, "created"));
    }

    /// The addresses of all records of a person, each once, with the best proof that any of them has.
    List<LinkedPoint> points(List<CustomerId> circle) {
        return jdbc.query(
                """
                select p.id, p.kind, p.value, max(l.proof) as proof, min(l.since) as since,
                       exists (select from customer_contact_point o
                                where o.contact_point = p.id and not o.customer = any (?)) as shared
                  from customer_contact_point l join contact_point p on p.id = l.contact_point
                 where l.customer = any (?) group by p.id order by min(l.since), p.id limit 100
                """,
                (row, n) -> new LinkedPoint(
                        row.getLong("id"),
                        new ContactPoint(ContactPoint.Kind.valueOf(row.getString("kind")), row.getString("value")),
                        LinkProof.valueOf(row.getString("proof")),
                        row.getBoolean("shared")),
                MergeStore.numbers(circle),
                MergeStore.numbers(circle));
    }

    List<CustomerId> search(String words, int limit) {
        String prefix = prefix(words);
        return jdbc.query(
                """
                select coalesce(c.circle, c.id) as id, min(f.rank) as rank from (
                (select id, 0 as rank from customer where lower(name) like ? order by lower(name) limit ?)
                union
                (select l.customer, 1 from contact_point p join customer_contact_point l on l.contact_point = p.id
                  where p.value like ? limit ?)
                union
                (select c.id, 2 from customer c where lower(c.name) like ? limit ?)
                union
                (select c.id, 3 from organisation o join customer c on c.organisation = o.id
                  where lower(o.name) like ? limit ?)
                ) f join customer c on c.id = f.id group by 1 order by 2, 1 limit ?
                """,
                (row, n) -> new CustomerId(row.getLong("id")),
                prefix + "%",
                limit,
                prefix + "%",
                limit,
                "% " + prefix + "%",
                limit,
                prefix + "%",
                limit,
                2 * limit);
    }

    List<CustomerId> newest(long before, int limit) {
        return jdbc.query("""
                select id from customer where (circle is null or circle = id) and erased is null and id < ?
                 order by id desc limit ?
                """, (row, n) -> new CustomerId(row.getLong("id")), before, limit);
    }

    List<CustomerId> newest(String words, long before, int limit) {
        String prefix = prefix(words);
        return jdbc.query(
                """
                select distinct coalesce(c.circle, c.id) as id from (
                select id from customer where lower(name) like ? or lower(name) like ?
                union all
                select l.customer from contact_point p join customer_contact_point l on l.contact_point = p.id
                 where p.value like ?
                union all
                select c.id from organisation o join customer c on c.organisation = o.id where lower(o.name) like ?
                ) f join customer c on c.id = f.id where coalesce(c.circle, c.id) < ? order by 1 desc limit ?
                """,
                (row, n) -> new CustomerId(row.getLong("id")),
                prefix + "%",
                "% " + prefix + "%",
                prefix + "%",
                prefix + "%",
                before,
                limit);
    }

    private static String prefix(String words) {
        return words.toLowerCase(java.util.Locale.ROOT)
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_");
    }

    Optional<Customers.Mystery> mystery() {
        return jdbc
                .query(
                        """
                        select c.id, c.name, p.id as point, p.kind, p.value from customer c
                          join customer_contact_point l on l.customer = c.id join contact_point p on p.id = l.contact_point
                         where c.mystery order by l.since limit 1
                        """,
                        (row, n) -> new Customers.Mystery(
                                new CustomerId(row.getLong("id")),
                                row.getString("name"),
                                row.getLong("point"),
                                new ContactPoint(
                                        ContactPoint.Kind.valueOf(row.getString("kind")), row.getString("value"))))
                .stream()
                .findFirst();
    }

    void markMystery(CustomerId customer) {
        jdbc.update("update customer set mystery = true where id = ?", customer.value());
    }

    void setBestTime(CustomerId customer, String bestTime) {
        jdbc.update("update customer set best_time = ? where id = ?", bestTime, customer.value());
    }

    void setName(CustomerId customer, String name) {
        jdbc.update("update customer set name = ? where id = ?", name, customer.value());
    }

    void setLanguage(CustomerId customer, String language) {
        jdbc.update("update customer set language = ? where id = ?", language, customer.value());
    }

    void setProspect(CustomerId customer, boolean prospect) {
        jdbc.update("update customer set prospect = ? where id = ?", prospect, customer.value());
    }
}
