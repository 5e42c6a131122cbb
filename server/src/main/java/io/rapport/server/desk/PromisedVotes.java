package io.rapport.server.desk;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/// Reads the votes for which something is promised, so that whoever answers sees how it was.
final class PromisedVotes {
    private PromisedVotes() {}

    /// @return by the promise
    static Map<String, Wire.VoteBrief> read(JdbcTemplate jdbc, Collection<Long> promises) {
        Map<String, Wire.VoteBrief> votes = new HashMap<>();
        if (!promises.isEmpty()) {
            jdbc.query(
                    """
                    select v.promise, v.question, v.answer, left(v.comment, 300) as comment, v.again,
                           coalesce(s.words -> a.language -> 'answers' ->> v.answer::text, v.answer::text) as word
                      from vote v join ask a on a.id = v.ask join survey s on s.id = v.survey
                     where v.promise = any (?) order by v.changed
                    """,
                    row -> {
                        votes.put(
                                row.getString("promise"),
                                new Wire.VoteBrief(
                                        row.getString("question"),
                                        row.getInt("answer"),
                                        row.getString("word"),
                                        row.getString("comment"),
                                        row.getObject("again", Boolean.class)));
                    },
                    (Object) promises.toArray(Long[]::new));
        }
        return votes;
    }
}
