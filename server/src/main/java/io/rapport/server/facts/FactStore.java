package io.rapport.server.facts;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.CustomerId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class FactStore {
    private static final int MAX_IDS = 100;

    private final BundlingTemplate jdbc;

    FactStore(BundlingTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// By field. The first one's value goes before the others'.
    Map<Long, String> values(About about, List<Long> owners) {
        Map<Long, String> values = new HashMap<>();
        jdbc.query(
                """
                select distinct on (field) field, value from %1$s where %2$s = any (?)
                 order by field, %2$s <> ?, changed desc
                """.formatted(about.facts(), about.column()),
                row -> {
                    if (!row.getString("value").isEmpty()) {
                        values.put(row.getLong("field"), row.getString("value"));
                    }
                },
                owners.toArray(Long[]::new),
                owners.getFirst());
        return values;
    }

    void set(About about, long owner, long field, String value, @Nullable Long agent, Instant now) {
        jdbc.update("""
                insert into %1$s (%2$s, field, value, changed, agent) values (?, ?, ?, ?, ?)
                on conflict (%2$s, field) do update
                   set value = excluded.value, changed = excluded.changed, agent = excluded.agent
                """.formatted(about.facts(), about.column()), owner, field, value, Sql.time(now), agent);
    }

    List<ExternalId> ids(About about, List<Long> owners) {
        return jdbc.query(
                "select system, value from %s where %s = any (?) order by system, value limit %d"
                        .formatted(about.ids(), about.column(), MAX_IDS),
                (row, n) -> new ExternalId(row.getString("system"), row.getString("value")),
                (Object) owners.toArray(Long[]::new));
    }

    Optional<Long> owner(About about, ExternalId id) {
        return Sql.longs(
                        jdbc,
                        "select %s from %s where system = ? and value = ?".formatted(about.column(), about.ids()),
                        id.system(),
                        id.value())
                .stream()
                .findFirst();
    }

    boolean addId(About about, long owner, ExternalId id, Instant now) {
        return jdbc.update(
                        "insert into %s (system, value, %s, since) values (?, ?, ?, ?) on conflict do nothing"
                                .formatted(about.ids(), about.column()),
                        id.system(),
                        id.value(),
                        owner,
                        Sql.time(now))
                == 1;
    }

    boolean removeId(About about, List<Long> owners, ExternalId id) {
        return jdbc.update(
                        "delete from %s where system = ? and value = ? and %s = any (?)"
                                .formatted(about.ids(), about.column()),
                        id.system(),
                        id.value(),
                        owners.toArray(Long[]::new))
                == 1;
    }

    List<CustomerId> holding(String value, List<SeenBy> circles, int limit) {
        return holding(value, circles, limit, limit, Long.MAX_VALUE, "order by 1");
    }

    /// @param before whose numbers are smaller
    List<CustomerId> newestHolding(String value, List<SeenBy> circles, long before, int limit) {
        return holding(value, circles, limit, Integer.MAX_VALUE, before, "order by 1 desc");
    }

    private List<CustomerId> holding(
            String value, List<SeenBy> circles, int limit, int each, long before, String order) {
        String[] seen = circles.stream().map(Enum::name).toArray(String[]::new);
        String system =
                value.contains(":") ? value.substring(0, value.indexOf(':')).strip() : "";
        String number = value.substring(value.indexOf(':') + 1).strip();
        return jdbc.query(
                """
                select distinct coalesce(c.circle, c.id) as id from (
                (select customer from customer_external_id
                  where lower(value) = lower(?) or (lower(value) = lower(?) and system = lower(?)) limit ?)
                union
                (select v.customer from customer_fact v join fact_field f on f.id = v.field
                  where lower(v.value) = lower(?) and v.value <> '' and not f.retired and f.seen_by = any (?) limit ?)
                union
                (select c.id from organisation_external_id e join customer c on c.organisation = e.organisation
                  where lower(e.value) = lower(?) or (lower(e.value) = lower(?) and e.system = lower(?)) limit ?)
                union
                (select c.id from organisation_fact v join fact_field f on f.id = v.field
                  join customer c on c.organisation = v.organisation
                  where lower(v.value) = lower(?) and v.value <> '' and not f.retired and f.seen_by = any (?) limit ?)
                ) found join customer c on c.id = found.customer where coalesce(c.circle, c.id) < ? %s limit ?
                """.formatted(order),
                (row, n) -> new CustomerId(row.getLong("id")),
                value,
                number,
                system,
                each,
                value,
                seen,
                each,
                value,
                number,
                system,
                each,
                value,
                seen,
                each,
                before,
                limit);
    }

    Map<ExternalId, CustomerId> people(List<ExternalId> ids) {
        Map<ExternalId, CustomerId> people = new HashMap<>();
        jdbc.query(
                """
                select e.system, e.value, coalesce(c.circle, c.id) as survivor
                  from unnest(?::text[], ?::text[]) as w(system, value)
                  join customer_external_id e on e.system = w.system and e.value = w.value
                  join customer c on c.id = e.customer
                """,
                row -> {
                    people.put(
                            new ExternalId(row.getString("system"), row.getString("value")),
                            new CustomerId(row.getLong("survivor")));
                },
                ids.stream().map(ExternalId::system).toArray(String[]::new),
                ids.stream().map(ExternalId::value).toArray(String[]::new));
        return people;
    }

    Map<CustomerId, Map<Long, String>> valuesOf(List<CustomerId> survivors) {
        Map<CustomerId, Map<Long, String>> values = new HashMap<>();
        Long[] ids = survivors.stream().map(CustomerId::value).toArray(Long[]::new);
        jdbc.query(
                """
                select distinct on (coalesce(c.circle, c.id), v.field) coalesce(c.circle, c.id) as survivor, v.field, v.value
                  from customer c join customer_fact v on v.customer = c.id
                 where c.id = any (?) or c.circle = any (?)
                 order by coalesce(c.circle, c.id), v.field, c.id <> coalesce(c.circle, c.id), v.changed desc
                """,
                row -> {
                    if (!row.getString("value").isEmpty()) {
                        values.computeIfAbsent(new CustomerId(row.getLong("survivor")), c -> new HashMap<>())
                                .put(row.getLong("field"), row.getString("value"));
                    }
                },
                ids,
                ids);
        return values;
    }

    void write(List<Facts.Value> values, Instant now) {
        jdbc.update(
                """
                insert into customer_fact (customer, field, value, changed)
                select customer, field, value, ? from unnest(?::bigint[], ?::bigint[], ?::text[]) as t(customer, field, value)
                on conflict (customer, field) do update set value = excluded.value, changed = excluded.changed, agent = null
                """,
                Sql.time(now),
                values.stream().map(v -> v.customer().value()).toArray(Long[]::new),
                values.stream().map(Facts.Value::field).toArray(Long[]::new),
                values.stream().map(Facts.Value::value).toArray(String[]::new));
    }

    void forget(List<CustomerId> people) {
        Long[] ids = people.stream().map(CustomerId::value).toArray(Long[]::new);
        jdbc.update("delete from customer_fact where customer = any (?)", (Object) ids);
        jdbc.update("delete from customer_external_id where customer = any (?)", (Object) ids);
    }

    List<Facts.Named> name(List<Facts.Named> ids, Instant now) {
        return jdbc.query(
                """
                insert into customer_external_id (system, value, customer, since)
                select system, value, customer, ? from unnest(?::text[], ?::text[], ?::bigint[]) as t(system, value, customer)
                on conflict do nothing returning customer, system, value
                """,
                (row, n) -> new Facts.Named(
                        new CustomerId(row.getLong("customer")),
                        new ExternalId(row.getString("system"), row.getString("value"))),
                Sql.time(now),
                ids.stream().map(one -> one.id().system()).toArray(String[]::new),
                ids.stream().map(one -> one.id().value()).toArray(String[]::new),
                ids.stream().map(one -> one.customer().value()).toArray(Long[]::new));
    }
}
