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
                select p.id as point, l.customer, l.proof, c.name, c.claims from contact_point p
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
                        row.getString("name").equals(address.value())));
            }
        }
        return point == 0 ? Optional.empty() : Optional.of(new Linked(point, links));
    }

    /// Locks the customer until the transaction ends and gives the home team.
    ///
    /// @throws IllegalStateException if the transaction had already written: then events could be numbered out of
    ///     order for this customer
    TeamId lock(CustomerId customer) {
        List<TeamId> team = jdbc.query(
                """
                with before as materialized (select pg_current_xact_id_if_assigned()::text as tx)
                select before.tx, c.home_team from before, customer c where c.id = ? for update of c
                """,
                (row, n) -> {
                    if (row.getString("tx") != null) {
                        throw new IllegalStateException("customer " + customer + " must be locked before anything is"
                                + " written; transaction " + row.getString("tx") + " had begun to write");
                    }
                    return new TeamId(row.getLong("home_team"));
                },
                customer.value());
        if (team.isEmpty()) {
            throw new IllegalStateException("there is no customer " + customer);
        }
        return team.getFirst();
    }

    record Made(CustomerId customer, long contactPoint) {}

    Made insert(
            ContactPoint address,
            String name,
            TeamId team,
            boolean prospect,
            Optional<CustomerId> claims,
            LinkProof proof,
            Instant now) {
        return jdbc.query(
                        """
                        with p as (insert into contact_point (kind, value) values (?, ?)
                                   on conflict (kind, value) do update set value = excluded.value returning id),
                             c as (insert into customer (name, home_team, prospect, claims, created)
                                   values (?, ?, ?, ?, ?) returning id),
                             l as (insert into customer_contact_point (contact_point, customer, proof, since)
                                   select p.id, c.id, ?, ? from p, c)
                        select p.id as point, c.id as customer from p, c
                        """,
                        (row, n) -> new Made(new CustomerId(row.getLong("customer")), row.getLong("point")),
                        address.kind().name(),
                        address.value(),
                        name,
                        team.value(),
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

    List<Acquaintance> acquaintances(CustomerId customer) {
        return jdbc.query(
                "select agent, talks, last from acquaintance where customer = ? order by talks desc, last desc limit 5",
                (row, n) -> new Acquaintance(
                        new AgentId(row.getLong("agent")), row.getInt("talks"), Sql.instant(row, "last")),
                customer.value());
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
                new TeamId(row.getLong("home_team")),
                Sql.text(row, "place"),
                row.getString("language"),
                row.getBoolean("prospect"),
                Sql.text(row, "best_time"),
                Optional.ofNullable(Sql.numberOrNull(row, "claims")).map(CustomerId::new),
                Sql.instant(row, "created"));
    }

    List<LinkedPoint> points(CustomerId customer) {
        return jdbc.query(
                """
                select p.id, p.kind, p.value, l.proof,
                       exists (select from customer_contact_point o
                                where o.contact_point = p.id and o.customer <> l.customer) as shared
                  from customer_contact_point l join contact_point p on p.id = l.contact_point
                 where l.customer = ? order by l.since limit 100
                """,
                (row, n) -> new LinkedPoint(
                        row.getLong("id"),
                        new ContactPoint(ContactPoint.Kind.valueOf(row.getString("kind")), row.getString("value")),
                        LinkProof.valueOf(row.getString("proof")),
                        row.getBoolean("shared")),
                customer.value());
    }

    List<CustomerId> search(String words, int limit) {
        String prefix = words.toLowerCase(java.util.Locale.ROOT)
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_");
        return jdbc.query(
                """
                (select id, 0 as rank from customer where lower(name) like ? order by lower(name) limit ?)
                union
                (select l.customer, 1 from contact_point p join customer_contact_point l on l.contact_point = p.id
                  where p.value like ? limit ?)
                union
                (select c.id, 2 from customer c where lower(c.name) like ? limit ?)
                union
                (select c.id, 3 from organisation o join customer c on c.organisation = o.id
                  where lower(o.name) like ? limit ?)
                order by 2, 1 limit ?
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

    void setProspect(CustomerId customer, boolean prospect) {
        jdbc.update("update customer set prospect = ? where id = ?", prospect, customer.value());
    }
}
