package io.rapport.server.swarm;

import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.TeamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

final class SwarmStore {
    private final JdbcTemplate jdbc;

    SwarmStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Long> byKey(String key) {
        return Sql.longs(jdbc, "select id from question where key = ?", key).stream()
                .findFirst();
    }

    long insert(Swarm.Asked asked, Instant at) {
        Long id = jdbc.queryForObject(
                "insert into question (key, customer, matter, team, agent, text, at) values (?, ?, ?, ?, ?, ?, ?) returning id",
                Long.class,
                asked.key(),
                asked.customer().value(),
                asked.matter().map(MatterId::value).orElse(null),
                asked.team().value(),
                asked.by().value(),
                asked.text(),
                Sql.time(at));
        for (AgentId named : asked.named()) {
            jdbc.update(
                    "insert into question_named (question, agent) values (?, ?) on conflict do nothing",
                    id,
                    named.value());
        }
        return Objects.requireNonNull(id);
    }

    Optional<Long> insertAnswer(String key, long question, AgentId by, String text, Instant at) {
        return Sql.longs(jdbc, """
                        insert into answer (key, question, agent, text, at) values (?, ?, ?, ?, ?)
                        on conflict (key) do nothing returning id
                        """, key, question, by.value(), text, Sql.time(at)).stream()
                .findFirst();
    }

    boolean settle(long question, boolean settled, AgentId by, Instant at) {
        return settled
                ? jdbc.update(
                                "update question set settled = ?, settled_by = ? where id = ? and settled is null",
                                Sql.time(at),
                                by.value(),
                                question)
                        == 1
                : jdbc.update(
                                "update question set settled = null, settled_by = null where id = ? and settled is not null",
                                question)
                        == 1;
    }

    Optional<Question> find(long id) {
        return questions("select * from question where id = ?", id).stream().findFirst();
    }

    List<Question> room(TeamId team, AgentId agent, boolean settled, int limit) {
        return questions(
                """
                select * from question q
                 where (settled is not null) = ?
                   and (team = ? or agent = ? or exists (select from question_named n where n.question = q.id and n.agent = ?))
                 order by %s desc, id desc limit ?
                """.formatted(settled ? "settled" : "at"), settled, team.value(), agent.value(), agent.value(), limit);
    }

    private List<Question> questions(String sql, Object... arguments) {
        List<Question> bare = jdbc.query(
                sql,
                (row, n) -> new Question(
                        row.getLong("id"),
                        new CustomerId(row.getLong("customer")),
                        Optional.ofNullable(Sql.numberOrNull(row, "matter")).map(MatterId::new),
                        new TeamId(row.getLong("team")),
                        new AgentId(row.getLong("agent")),
                        row.getString("text"),
                        Sql.instant(row, "at"),
                        List.of(),
                        List.of(),
                        Optional.ofNullable(Sql.instantOrNull(row, "settled"))),
                arguments);
        if (bare.isEmpty()) {
            return bare;
        }
        Long[] ids = bare.stream().map(Question::id).toArray(Long[]::new);
        Map<Long, List<AgentId>> named = new HashMap<>();
        Map<Long, List<Question.Answer>> answers = new HashMap<>();
        jdbc.query(
                "select question, agent from question_named where question = any (?) order by agent",
                row -> {
                    named.computeIfAbsent(row.getLong("question"), q -> new ArrayList<>())
                            .add(new AgentId(row.getLong("agent")));
                },
                (Object) ids);
        jdbc.query(
                "select * from answer where question = any (?) order by at, id",
                row -> {
                    answers.computeIfAbsent(row.getLong("question"), q -> new ArrayList<>())
                            .add(new Question.Answer(
                                    row.getLong("id"),
                                    new AgentId(row.getLong("agent")),
                                    row.getString("text"),
                                    Sql.instant(row, "at")));
                },
                (Object) ids);
        return bare.stream()
                .map(q -> new Question(
                        q.id(),
                        q.customer(),
                        q.matter(),
                        q.team(),
                        q.by(),
                        q.text(),
                        q.at(),
                        named.getOrDefault(q.id(), List.of()),
                        answers.getOrDefault(q.id(), List.of()),
                        q.settled()))
                .toList();
    }
}
