package io.rapport.server.insight;

import io.rapport.server.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import org.springframework.jdbc.core.JdbcTemplate;

final class BenchmarkStore {
    static final int MOST = 200;

    private final JdbcTemplate jdbc;

    BenchmarkStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// The latest measured first.
    List<Benchmark> all() {
        return jdbc.query(
                "select * from benchmark order by measured desc, lower(firm), id limit " + MOST, (row, n) -> read(row));
    }

    private static Benchmark read(ResultSet row) throws SQLException {
        int n = row.getInt("n");
        return new Benchmark(
                row.getLong("id"),
                row.getString("firm"),
                Benchmark.Question.valueOf(row.getString("question")),
                row.getDouble("score"),
                n == 0 ? OptionalInt.empty() : OptionalInt.of(n),
                row.getString("source"),
                row.getString("method"),
                row.getObject("measured", LocalDate.class));
    }

    /// @return whether there was room, or one of that number
    boolean keep(Benchmark one, long account, Instant now) {
        Object n = one.n().isPresent() ? one.n().getAsInt() : null;
        return one.id() == 0
                ? jdbc.update(
                                """
                                insert into benchmark (firm, question, score, n, source, method, measured, account, changed)
                                select ?, ?, ?, ?, ?, ?, ?, ?, ? where (select count(*) from benchmark) < ?
                                """,
                                one.firm(),
                                one.question().name(),
                                one.score(),
                                n,
                                one.source(),
                                one.method(),
                                one.measured(),
                                account,
                                Sql.time(now),
                                MOST)
                        == 1
                : jdbc.update(
                                """
                                update benchmark set firm = ?, question = ?, score = ?, n = ?, source = ?, method = ?,
                                       measured = ?, account = ?, changed = ? where id = ?
                                """,
                                one.firm(),
                                one.question().name(),
                                one.score(),
                                n,
                                one.source(),
                                one.method(),
                                one.measured(),
                                account,
                                Sql.time(now),
                                one.id())
                        == 1;
    }

    boolean remove(long id) {
        return jdbc.update("delete from benchmark where id = ?", id) == 1;
    }
}
