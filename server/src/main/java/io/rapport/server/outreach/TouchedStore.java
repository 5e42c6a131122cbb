package io.rapport.server.outreach;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.InteractionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Who is touched by what, how each can be reached, who was told and who knows.
final class TouchedStore {
    /// Where each of `who` can be reached: the address with the best proof that nobody stopped, over all
    /// records of the
    /// person.
    static final String REACH = """
            reach as materialized (
            select w.id as customer, case when lower(c.language) like 'es%' then 'es' else 'en' end as language,
                   m.id as mail, m.value as mail_value, coalesce(m.stopped, false) as mail_stopped,
                   s.id as phone, coalesce(s.stopped, false) as phone_stopped
              from who w join customer c on c.id = w.id
              left join lateral (
                select p.id, p.value, is_suppressed(p.kind, p.value) as stopped
                  from (select c.id as record union all select r.id from customer r where r.circle = c.id and r.id <> c.id) x
                  join customer_contact_point l on l.customer = x.record
                  join contact_point p on p.id = l.contact_point and p.kind = 'EMAIL'
                 order by stopped, case l.proof when 'VERIFIED' then 0 when 'SEEN' then 1 else 2 end, l.since, p.id
                 limit 1) m on true
              left join lateral (
                select p.id, is_suppressed(p.kind, p.value) as stopped
                  from (select c.id as record union all select r.id from customer r where r.circle = c.id and r.id <> c.id) x
                  join customer_contact_point l on l.customer = x.record
                  join contact_point p on p.id = l.contact_point and p.kind = 'PHONE'
                 order by stopped, case l.proof when 'VERIFIED' then 0 when 'SEEN' then 1 else 2 end, l.since, p.id
                 limit 1) s on true)
            """;

    private final BundlingTemplate jdbc;

    TouchedStore(BundlingTemplate jdbc) {
        this.jdbc = jdbc;
    }

    private record Chosen(String sql, List<Object> arguments) {}

    /// Those who meet the conditions, and those whom the file names.
    private static Chosen chosen(long incident, Whom whom) {
        Whom.Condition condition = whom.condition();
        List<Object> arguments = new ArrayList<>(condition.arguments());
        arguments.add(incident);
        return new Chosen(
                "select c.id from customer c where " + condition.sql()
                        + "\n union select l.customer from incident_listed l where l.incident = ? and l.customer is not null",
                arguments);
    }

    int count(long incident, Whom whom) {
        Chosen chosen = chosen(incident, whom);
        Integer count = jdbc.queryForObject(
                "select count(*) from (" + chosen.sql() + ") as w",
                Integer.class,
                chosen.arguments().toArray());
        return count == null ? 0 : count;
    }

    /// Freezes who is touched, by one statement.
    int touch(long incident, Whom whom) {
        Chosen chosen = chosen(incident, whom);
        List<Object> arguments = new ArrayList<>();
        arguments.add(incident);
        arguments.addAll(chosen.arguments());
        return jdbc.update(
                "insert into touched (incident, customer) select ?, w.id from (" + chosen.sql()
                        + ") as w on conflict do nothing",
                arguments.toArray());
    }

    void untouch(long incident) {
        jdbc.update("delete from touched where incident = ?", incident);
    }

    /// How many can be reached how, by language.
    ///
    /// @param stopped have an address, but want nothing that goes to many
    record Reach(Map<String, Integer> languages, int people, int mail, int sms, int stopped, int none) {}

    Reach reach(long incident, Whom whom, boolean frozen) {
        Chosen chosen = frozen
                ? new Chosen("select customer as id from touched where incident = ?", List.<Object>of(incident))
                : chosen(incident, whom);
        Map<String, Integer> languages = new TreeMap<>();
        int[] sums = new int[5];
        jdbc.query(
                "with who as (" + chosen.sql() + "), " + REACH + """
                        select language, count(*) as people,
                               count(*) filter (where mail is not null and not mail_stopped) as mail,
                               count(*) filter (where (mail is null or mail_stopped) and phone is not null
                                                      and not phone_stopped) as sms,
                               count(*) filter (where mail_stopped and (phone is null or phone_stopped)) as stopped,
                               count(*) filter (where mail is null and (phone is null or phone_stopped)) as none
                          from reach group by language
                        """,
                row -> {
                    languages.put(row.getString("language"), row.getInt("people"));
                    sums[0] += row.getInt("people");
                    sums[1] += row.getInt("mail");
                    sums[2] += row.getInt("sms");
                    sums[3] += row.getInt("stopped");
                    sums[4] += row.getInt("none");
                },
                chosen.arguments().toArray());
        return new Reach(languages, sums[0], sums[1], sums[2], sums[3], sums[4]);
    }

    record Counts(int people, int told, int known) {
        static final Counts NONE = new Counts(0, 0, 0);
    }

    Map<Long, Counts> counts(List<Long> incidents) {
        Map<Long, Counts> counts = new TreeMap<>();
        jdbc.query(
                """
                select incident, count(*) as people, count(told) as told, count(known) as known
                  from touched where incident = any (?) group by incident
                """,
                row -> {
                    counts.put(
                            row.getLong("incident"),
                            new Counts(row.getInt("people"), row.getInt("told"), row.getInt("known")));
                },
                (Object) incidents.toArray(Long[]::new));
        return counts;
    }

    record Opinions(int all, int fits, int doesNot) {}

    Opinions opinionCounts(long incident) {
        return jdbc.query(
                        """
                        select count(*) as n, count(*) filter (where fits) as fits,
                               count(*) filter (where not fits) as does_not from opinion where incident = ?
                        """,
                        (row, n) -> new Opinions(row.getInt("n"), row.getInt("fits"), row.getInt("does_not")),
                        incident)
                .getFirst();
    }

    /// One who is touched, as lists show them.
    record Row(
            CustomerId customer,
            String name,
            Optional<Instant> told,
            Optional<Told> toldHow,
            Optional<Instant> known,
            Optional<Known> knownHow) {}

    /// Which of those who are touched.
    enum Cut {
        ALL,
        TOLD,
        NOT_TOLD,
        KNOWN,
        NOT_KNOWN
    }

    /// By number, behind one.
    List<Row> rows(long incident, Cut cut, long after, int limit) {
        String which = switch (cut) {
            case ALL -> "";
            case TOLD -> " and t.told is not null";
            case NOT_TOLD -> " and t.told is null";
            case KNOWN -> " and t.known is not null";
            case NOT_KNOWN -> " and t.told is not null and t.known is null";
        };
        return jdbc.query(
                "select t.*, c.name from touched t join customer c on c.id = t.customer where t.incident = ?"
                        + " and t.customer > ?" + which + " order by t.customer limit ?",
                (row, n) -> row(row),
                incident,
                after,
                limit);
    }

    Optional<Row> row(long incident, List<CustomerId> records) {
        return jdbc
                .query(
                        "select t.*, c.name from touched t join customer c on c.id = t.customer"
                                + " where t.incident = ? and t.customer = any (?) order by t.told nulls last limit 1",
                        (row, n) -> row(row),
                        incident,
                        records.stream().map(CustomerId::value).toArray(Long[]::new))
                .stream()
                .findFirst();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new CustomerId(row.getLong("customer")),
                row.getString("name"),
                Optional.ofNullable(Sql.instantOrNull(row, "told")),
                Sql.text(row, "told_how").map(Told::valueOf),
                Optional.ofNullable(Sql.instantOrNull(row, "known")),
                Sql.text(row, "known_how").map(Known::valueOf));
    }

    /// @return whether they were not told before
    boolean told(long incident, CustomerId customer, Told how, Instant now) {
        return jdbc.update(
                        "update touched set told = ?, told_how = ? where incident = ? and customer = ? and told is null",
                        Sql.time(now),
                        how.name(),
                        incident,
                        customer.value())
                == 1;
    }

    /// @return whether they did not know before
    boolean known(long incident, CustomerId customer, Known how, Instant now) {
        return jdbc.update(
                        "update touched set known = ?, known_how = ? where incident = ? and customer = ? and known is null",
                        Sql.time(now),
                        how.name(),
                        incident,
                        customer.value())
                == 1;
    }

    record Touched(long incident, CustomerId customer) {}

    /// Who answered by one of these in the matter in which they were told of what they are touched by.
    List<Touched> answered(List<InteractionId> answers, Instant now) {
        return jdbc.query(
                """
                update touched t set known = ?, known_how = 'ANSWERED'
                  from interaction x
                  join matter m on m.id = x.matter
                  join campaign_attempt a on a.customer = m.customer
                  join interaction i on i.id = a.interaction and i.matter = m.id
                  join campaign c on c.id = a.campaign
                 where x.id = any (?) and t.incident = c.incident and t.customer = a.customer and t.known is null
                returning t.incident, t.customer
                """,
                (row, n) -> new Touched(row.getLong("incident"), new CustomerId(row.getLong("customer"))),
                Sql.time(now),
                answers.stream().map(InteractionId::value).toArray(Long[]::new));
    }

    /// What somebody thinks of what we do about it.
    ///
    /// @param fits null: they did not say
    record Opinion(
            CustomerId customer, String name, @Nullable Boolean fits, String words, Known how, Instant at) {}

    void opine(
            long incident,
            CustomerId customer,
            @Nullable Boolean fits,
            String words,
            Known how,
            @Nullable Long agent,
            Instant now) {
        jdbc.update("""
                insert into opinion (incident, customer, fits, words, how, agent, at) values (?, ?, ?, ?, ?, ?, ?)
                on conflict (incident, customer) do update set fits = excluded.fits, words = excluded.words,
                       how = excluded.how, agent = excluded.agent, at = excluded.at
                """, incident, customer.value(), fits, words, how.name(), agent, Sql.time(now));
    }

    List<Opinion> opinions(long incident, int limit) {
        return jdbc.query("""
                select o.*, c.name from opinion o join customer c on c.id = o.customer
                 where o.incident = ? order by o.at desc, o.customer limit ?
                """, (row, n) -> opinion(row), incident, limit);
    }

    Optional<Opinion> opinion(long incident, CustomerId customer) {
        return jdbc
                .query(
                        "select o.*, c.name from opinion o join customer c on c.id = o.customer"
                                + " where o.incident = ? and o.customer = ?",
                        (row, n) -> opinion(row),
                        incident,
                        customer.value())
                .stream()
                .findFirst();
    }

    private static Opinion opinion(ResultSet row) throws SQLException {
        return new Opinion(
                new CustomerId(row.getLong("customer")),
                row.getString("name"),
                row.getObject("fits", Boolean.class),
                row.getString("words"),
                Known.valueOf(row.getString("how")),
                Sql.instant(row, "at"));
    }
}
