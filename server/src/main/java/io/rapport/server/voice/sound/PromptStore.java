package io.rapport.server.voice.sound;

import io.rapport.server.database.Sql;
import io.rapport.server.vault.BlobId;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/// Prompts of teams.
public final class PromptStore {
    private final JdbcTemplate jdbc;

    public PromptStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<Prompt> of(TeamId team) {
        return jdbc.query("select * from prompt where team = ?", (row, n) -> prompt(row), team.value());
    }

    /// Takes the place of the one before.
    void put(Prompt prompt) {
        jdbc.update(
                """
                insert into prompt (team, kind, language, sound, millis, agent, kept) values (?, ?, ?, ?, ?, ?, ?)
                on conflict (team, kind, language) do update
                   set sound = excluded.sound, millis = excluded.millis, agent = excluded.agent, kept = excluded.kept
                """,
                prompt.team().value(),
                prompt.kind().name(),
                prompt.language().tag(),
                prompt.sound().value(),
                prompt.millis(),
                prompt.by().map(AgentId::value).orElse(null),
                Sql.time(prompt.at()));
    }

    void remove(TeamId team, Prompt.Kind kind, Language language) {
        jdbc.update(
                "delete from prompt where team = ? and kind = ? and language = ?",
                team.value(),
                kind.name(),
                language.tag());
    }

    private static Prompt prompt(ResultSet row) throws SQLException {
        return new Prompt(
                new TeamId(row.getLong("team")),
                Prompt.Kind.valueOf(row.getString("kind")),
                Language.valueOf(row.getString("language").toUpperCase(Locale.ROOT)),
                new BlobId(row.getObject("sound", UUID.class)),
                row.getInt("millis"),
                Optional.ofNullable(Sql.numberOrNull(row, "agent")).map(AgentId::new),
                Sql.instant(row, "kept"));
    }
}
