package io.rapport.server.timeline;

import io.rapport.server.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// What was said by votes, by the interactions in which they came.
record VoteRemarks(Map<Long, Line.Vote> votes) {

    VoteRemarks() {
        this(new HashMap<>());
    }

    Line.@Nullable Vote of(long interaction) {
        return votes.get(interaction);
    }

    /// Reads it.
    void read(JdbcTemplate jdbc, List<Long> interactions) {
        if (interactions.isEmpty()) {
            return;
        }
        jdbc.query(
                """
                select c.interaction, v.question as scale, c.answer, c.again, v.interaction = c.interaction as last,
                       coalesce(s.words -> a.language ->> 'question', '') as question,
                       coalesce(s.words -> a.language -> 'answers' ->> c.answer::text, c.answer::text) as word,
                       (select p.answer from vote_change p where p.ask = c.ask and p.id < c.id order by p.id desc limit 1)
                           as answer_before,
                       a.how, v.excluded, v.owner, b.answer as helped
                  from vote_change c join vote v on v.ask = c.ask join ask a on a.id = c.ask
                  join survey s on s.id = a.survey left join vote b on b.ask = a.again_of
                 where c.interaction = any (?)
                """,
                row -> {
                    votes.put(row.getLong("interaction"), vote(row));
                },
                (Object) interactions.toArray(Long[]::new));
    }

    private static Line.Vote vote(ResultSet row) throws SQLException {
        return new Line.Vote(
                row.getString("scale"),
                row.getString("question"),
                row.getInt("answer"),
                row.getString("word"),
                number(row, "answer_before"),
                row.getBoolean("last"),
                row.getObject("again", Boolean.class),
                row.getString("how"),
                row.getString("excluded"),
                row.getString("owner"),
                number(row, "helped"));
    }

    private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        Long number = Sql.numberOrNull(row, column);
        return number == null ? null : number.intValue();
    }
}
