package io.rapport.server.knowledge;

import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

final class TemplateStore {
    private final JdbcTemplate jdbc;

    TemplateStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<Template> of(TeamId team, int limit) {
        return jdbc.query(
                "select * from template where team is null or team = ? order by lower(title), id limit ?",
                (row, n) -> template(row),
                team.value(),
                limit);
    }

    long count(TeamId team) {
        return Sql.longs(jdbc, "select count(*) from template where team is null or team = ?", team.value())
                .getFirst();
    }

    Optional<Template> lock(long id) {
        return jdbc.query("select * from template where id = ? for update", (row, n) -> template(row), id).stream()
                .findFirst();
    }

    Template insert(Template.Draft draft, AgentId by, Instant now) {
        return jdbc.query(
                        """
                        insert into template (team, language, title, shortcut, text, by_agent, changed)
                        values (?, ?, ?, ?, ?, ?, ?) returning *
                        """,
                        (row, n) -> template(row),
                        draft.team().map(TeamId::value).orElse(null),
                        draft.language(),
                        draft.title(),
                        draft.shortcut(),
                        draft.text(),
                        by.value(),
                        Sql.time(now))
                .getFirst();
    }

    Template update(long id, Template.Draft draft, AgentId by, Instant now) {
        return jdbc.query(
                        """
                        update template set team = ?, language = ?, title = ?, shortcut = ?, text = ?, by_agent = ?,
                               changed = ? where id = ? returning *
                        """,
                        (row, n) -> template(row),
                        draft.team().map(TeamId::value).orElse(null),
                        draft.language(),
                        draft.title(),
                        draft.shortcut(),
                        draft.text(),
                        by.value(),
                        Sql.time(now),
                        id)
                .getFirst();
    }

    void delete(long id) {
        jdbc.update("delete from template where id = ?", id);
    }

    private static Template template(ResultSet row) throws SQLException {
        return new Template(
                row.getLong("id"),
                Optional.ofNullable(Sql.numberOrNull(row, "team")).map(TeamId::new),
                row.getString("language"),
                row.getString("title"),
                row.getString("shortcut"),
                row.getString("text"),
                new AgentId(row.getLong("by_agent")),
                Sql.instant(row, "changed"));
    }
}
