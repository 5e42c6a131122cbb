package io.rapport.server.workforce;

import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

final class WorkforceStore {
    private final JdbcClient jdbc;
    private final CalendarJson calendars = new CalendarJson();

    WorkforceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Team> teams() {
        return jdbc.sql("select * from team order by id")
                .query((row, n) -> team(row))
                .list();
    }

    private Team team(ResultSet row) throws SQLException {
        return new Team(
                new TeamId(row.getLong("id")),
                row.getString("name"),
                row.getString("place"),
                row.getString("address"),
                row.getString("welcome"),
                row.getBoolean("fallback"),
                Duration.ofMinutes(row.getInt("answer_minutes")),
                calendars.read(ZoneId.of(row.getString("zone")), row.getString("calendar")),
                new Catchment(
                        texts(row, "postcodes").stream()
                                .flatMap(text -> PostcodePrefix.read(text).stream())
                                .toList(),
                        texts(row, "numbers"),
                        texts(row, "countries"),
                        texts(row, "languages")),
                new TeamPage(Sql.text(row, "slug"), row.getBoolean("page_shown"), row.getString("number")));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    TeamId insert(TeamDraft draft) {
        return new TeamId(jdbc.sql("""
                        insert into team (name, place, zone, address, welcome, fallback, answer_minutes, calendar,
                                          postcodes, numbers, countries, languages, slug, page_shown, number)
                        values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?) returning id
                        """).params(columns(draft)).query(Long.class).single());
    }

    void update(TeamId id, TeamDraft draft) {
        jdbc.sql("""
                        update team set name = ?, place = ?, zone = ?, address = ?, welcome = ?, fallback = ?,
                               answer_minutes = ?, calendar = ?::jsonb, postcodes = ?, numbers = ?, countries = ?,
                               languages = ?, slug = ?, page_shown = ?, number = ?
                         where id = ?
                        """).params(columns(draft)).param(id.value()).update();
    }

    private List<@Nullable Object> columns(TeamDraft draft) {
        return Arrays.asList(
                draft.name(),
                draft.place(),
                draft.calendar().zone().getId(),
                draft.address(),
                draft.welcome(),
                draft.fallback(),
                (int) draft.answerWithin().toMinutes(),
                calendars.write(draft.calendar()),
                draft.catchment().postcodes().stream()
                        .map(PostcodePrefix::toString)
                        .toArray(String[]::new),
                draft.catchment().numbers().toArray(String[]::new),
                draft.catchment().countries().toArray(String[]::new),
                draft.catchment().languages().toArray(String[]::new),
                draft.page().slug().orElse(null),
                draft.page().shown(),
                draft.page().number());
    }

    void onlyFallback(TeamId id) {
        jdbc.sql("update team set fallback = (id = ?)").param(id.value()).update();
    }

    List<Agent> agents() {
        return jdbc.sql("select * from agent order by lead desc, first_name, id")
                .query((row, n) -> new Agent(
                        new AgentId(row.getLong("id")),
                        row.getLong("account"),
                        row.getString("first_name"),
                        row.getString("last_name"),
                        Sql.text(row, "face"),
                        new TeamId(row.getLong("team")),
                        row.getBoolean("lead"),
                        row.getBoolean("enabled"),
                        row.getBoolean("on_page")))
                .list();
    }

    AgentId insert(long account, String firstName, String lastName, Optional<String> face, TeamId team, boolean lead) {
        return new AgentId(jdbc.sql("""
                        insert into agent (account, first_name, last_name, face, team, lead)
                        values (?, ?, ?, ?, ?, ?) returning id
                        """)
                .params(Arrays.<@Nullable Object>asList(
                        account, firstName, lastName, face.orElse(null), team.value(), lead))
                .query(Long.class)
                .single());
    }

    void update(Agent agent) {
        jdbc.sql("""
                        update agent set first_name = ?, last_name = ?, face = ?, team = ?, lead = ?, enabled = ?,
                               on_page = ?
                         where id = ?
                        """)
                .params(Arrays.<@Nullable Object>asList(
                        agent.firstName(),
                        agent.lastName(),
                        agent.face().orElse(null),
                        agent.team().value(),
                        agent.lead(),
                        agent.enabled(),
                        agent.onPage(),
                        agent.id().value()))
                .update();
    }

    void portray(AgentId agent, String key, byte[] jpeg, Instant now) {
        jdbc.sql("""
                        insert into portrait (key, agent, jpeg, since) values (?, ?, ?, ?)
                        on conflict (agent) do update set key = excluded.key, jpeg = excluded.jpeg, since = excluded.since
                        """).params(key, agent.value(), jpeg, Sql.time(now)).update();
    }

    void unportray(AgentId agent) {
        jdbc.sql("delete from portrait where agent = ?").param(agent.value()).update();
    }

    Optional<byte[]> portrait(String key) {
        return jdbc.sql("select jpeg from portrait where key = ?")
                .param(key)
                .query((row, n) -> row.getBytes("jpeg"))
                .optional();
    }

    void face(AgentId agent, Optional<String> path) {
        jdbc.sql("update agent set face = ? where id = ?")
                .params(Arrays.<@Nullable Object>asList(path.orElse(null), agent.value()))
                .update();
    }

    void onPage(AgentId agent, boolean shown) {
        jdbc.sql("update agent set on_page = ? where id = ?")
                .params(shown, agent.value())
                .update();
    }

    List<Presence> presences() {
        return jdbc.sql("select * from presence")
                .query((row, n) -> new Presence(
                        new AgentId(row.getLong("agent")),
                        Presence.State.valueOf(row.getString("state")),
                        Sql.instant(row, "since"),
                        row.getString("note"),
                        Optional.ofNullable(Sql.instantOrNull(row, "until"))))
                .list();
    }

    void save(Presence presence) {
        jdbc.sql("""
                        insert into presence (agent, state, since, note, until) values (?, ?, ?, ?, ?)
                        on conflict (agent) do update set state = excluded.state, since = excluded.since,
                               note = excluded.note, until = excluded.until
                        """)
                .params(Arrays.<@Nullable Object>asList(
                        presence.agent().value(),
                        presence.state().name(),
                        Sql.time(presence.since()),
                        presence.note(),
                        Sql.timeOrNull(presence.until().orElse(null))))
                .update();
    }
}
