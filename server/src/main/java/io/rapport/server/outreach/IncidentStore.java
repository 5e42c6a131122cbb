package io.rapport.server.outreach;

import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.web.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

final class IncidentStore {
    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    IncidentStore(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    long insert(Incidents.Draft draft, long author, Instant now) {
        long id = Objects.requireNonNull(jdbc.queryForObject(
                """
                insert into incident (kind, name, since, until, effective, lead_days, second_hours, ways, whom, state, author,
                                      created)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, 'DRAFT', ?, ?) returning id
                """,
                Long.class,
                draft.kind().name(),
                draft.name(),
                Sql.timeOrNull(draft.since().orElse(null)),
                Sql.timeOrNull(draft.until().orElse(null)),
                Sql.timeOrNull(draft.effective().orElse(null)),
                draft.leadDays(),
                draft.secondHours().isPresent() ? draft.secondHours().getAsInt() : null,
                ways(draft.ways()),
                json.writeValueAsString(draft.whom()),
                author,
                Sql.time(now)));
        texts(id, draft.texts());
        return id;
    }

    /// @return whether it is still a draft
    boolean change(long id, Incidents.Draft draft) {
        boolean changed = jdbc.update(
                        """
                        update incident set kind = ?, name = ?, since = ?, until = ?, effective = ?, lead_days = ?,
                               second_hours = ?, ways = ?, whom = ?::jsonb, returned = null
                         where id = ? and state = 'DRAFT'
                        """,
                        draft.kind().name(),
                        draft.name(),
                        Sql.timeOrNull(draft.since().orElse(null)),
                        Sql.timeOrNull(draft.until().orElse(null)),
                        Sql.timeOrNull(draft.effective().orElse(null)),
                        draft.leadDays(),
                        draft.secondHours().isPresent() ? draft.secondHours().getAsInt() : null,
                        ways(draft.ways()),
                        json.writeValueAsString(draft.whom()),
                        id)
                == 1;
        if (changed) {
            texts(id, draft.texts());
        }
        return changed;
    }

    private static String[] ways(List<Way> ways) {
        return ways.stream().map(Way::name).toArray(String[]::new);
    }

    private void texts(long id, Map<Language, Incident.Text> texts) {
        jdbc.update("delete from incident_text where incident = ?", id);
        texts.forEach((language, text) -> jdbc.update(
                "insert into incident_text (incident, language, happened, doing) values (?, ?, ?, ?)",
                id,
                language.tag(),
                text.happened(),
                text.doing()));
    }

    /// Moves it on; of two who do so at once one does.
    boolean move(long id, Incident.State from, Incident.State to, Instant now) {
        String when = switch (to) {
            case DRAFT -> "submitted = null, approved = null, approved_by = null";
            case SUBMITTED -> "submitted = ?, returned = null";
            case APPROVED -> "approved = ?";
            case TELLING -> "telling = ?";
            case TOLD -> "told = ?";
            case RESOLVED -> "resolved = ?";
        };
        String sql = "update incident set state = ?, " + when + " where id = ? and state = ?";
        return (to == Incident.State.DRAFT
                        ? jdbc.update(sql, to.name(), id, from.name())
                        : jdbc.update(sql, to.name(), Sql.time(now), id, from.name()))
                == 1;
    }

    void approvedBy(long id, long account) {
        jdbc.update("update incident set approved_by = ? where id = ?", account, id);
    }

    void returned(long id, String why) {
        jdbc.update("update incident set returned = ? where id = ?", why, id);
    }

    void published(long id, @Nullable Instant at) {
        jdbc.update("update incident set published = ? where id = ?", Sql.timeOrNull(at), id);
    }

    /// Of an outage that is over.
    void until(long id, Instant until) {
        jdbc.update("update incident set until = coalesce(until, ?) where id = ?", Sql.time(until), id);
    }

    Optional<Incident> find(long id) {
        return jdbc.query("select * from incident where id = ?", (row, n) -> incident(row), id).stream()
                .findFirst();
    }

    List<Incident> latest(int limit) {
        return jdbc.query("""
                select * from incident order by state = 'RESOLVED', coalesce(telling, submitted, created) desc, id desc limit ?
                """, (row, n) -> incident(row), limit);
    }

    /// Those that are being told or were.
    List<Incident> going() {
        return jdbc.query(
                "select * from incident where state in ('TELLING', 'TOLD') order by id", (row, n) -> incident(row));
    }

    /// What everybody may read, the newest first.
    List<Incident> published(int limit) {
        return jdbc.query(
                "select * from incident where published is not null order by published desc, id desc limit ?",
                (row, n) -> incident(row),
                limit);
    }

    /// Incidents that concern one of these records just now, the newest first.
    List<Incident> concerning(List<CustomerId> records, int limit) {
        return jdbc.query(
                """
                select i.* from incident i
                 where i.state in ('APPROVED', 'TELLING', 'TOLD')
                   and exists (select from touched t where t.incident = i.id and t.customer = any (?))
                 order by i.id desc limit ?
                """,
                (row, n) -> incident(row),
                (Object) records.stream().map(CustomerId::value).toArray(Long[]::new),
                limit);
    }

    private Incident incident(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        Integer hours = row.getObject("second_hours", Integer.class);
        return new Incident(
                id,
                Incident.Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                Optional.ofNullable(Sql.instantOrNull(row, "since")),
                Optional.ofNullable(Sql.instantOrNull(row, "until")),
                Optional.ofNullable(Sql.instantOrNull(row, "effective")),
                row.getInt("lead_days"),
                hours == null ? OptionalInt.empty() : OptionalInt.of(hours),
                Arrays.stream((String[]) row.getArray("ways").getArray())
                        .map(Way::valueOf)
                        .toList(),
                json.readValue(row.getString("whom"), Whom.class),
                Incident.State.valueOf(row.getString("state")),
                row.getLong("author"),
                Sql.text(row, "returned"),
                new Incident.Steps(
                        Sql.instant(row, "created"),
                        Optional.ofNullable(Sql.instantOrNull(row, "submitted")),
                        Optional.ofNullable(Sql.instantOrNull(row, "approved")),
                        Sql.number(row, "approved_by"),
                        Optional.ofNullable(Sql.instantOrNull(row, "telling")),
                        Optional.ofNullable(Sql.instantOrNull(row, "told")),
                        Optional.ofNullable(Sql.instantOrNull(row, "resolved")),
                        Optional.ofNullable(Sql.instantOrNull(row, "published"))),
                textsOf(id));
    }

    private Map<Language, Incident.Text> textsOf(long id) {
        Map<Language, Incident.Text> texts = new EnumMap<>(Language.class);
        jdbc.query(
                "select language, happened, doing from incident_text where incident = ?",
                row -> {
                    texts.put(
                            Language.of(row.getString("language")),
                            new Incident.Text(row.getString("happened"), row.getString("doing")));
                },
                id);
        return texts;
    }

    /// Whom a file named: the lines of an older file go.
    void listed(long id, List<String> given) {
        jdbc.update("delete from incident_listed where incident = ?", id);
        jdbc.update("""
                insert into incident_listed (incident, line, given)
                select ?, n, given from unnest(?::text[]) with ordinality as l(given, n)
                """, id, given.toArray(String[]::new));
        jdbc.update("""
                update incident_listed l set customer = found.customer
                  from incident_listed g
                  cross join lateral (
                    select coalesce(c.circle, c.id) as customer from (
                        select k.customer, 0 as rank from contact_point p
                          join customer_contact_point k on k.contact_point = p.id
                         where p.kind = case when position('@' in g.given) > 0 then 'EMAIL' else 'PHONE' end
                           and p.value = lower(g.given)
                        union all
                        select e.customer, 1 from customer_external_id e
                         where e.value = g.given or (position(':' in g.given) > 0
                               and e.system = split_part(g.given, ':', 1)
                               and e.value = substr(g.given, position(':' in g.given) + 1))) as x
                      join customer c on c.id = x.customer
                     where c.erased is null and not c.mystery and c.claims is null
                     order by x.rank, c.id limit 1) as found
                 where g.incident = ? and l.incident = g.incident and l.line = g.line
                """, id);
    }

    record Listing(int lines, int found, List<String> unknown) {}

    Listing listing(long id, int shown) {
        List<Integer> counts = jdbc.query(
                        "select count(*) as lines, count(customer) as found from incident_listed where incident = ?",
                        (row, n) -> List.of(row.getInt("lines"), row.getInt("found")),
                        id)
                .getFirst();
        return new Listing(
                counts.getFirst(),
                counts.getLast(),
                Sql.texts(
                        jdbc,
                        "select given from incident_listed where incident = ? and customer is null order by line limit ?",
                        id,
                        shown));
    }
}
