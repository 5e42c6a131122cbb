package io.rapport.server.movein;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.database.Sql;
import io.rapport.server.vault.BlobId;
import io.rapport.server.vocabulary.AgentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/// Histories as a whole: their state, their files, their counts and what was refused.
final class MoveInStore {
    private static final int SHOWN = 50;
    private static final int MOST_REPORTED = 100_000;

    private final BundlingTemplate jdbc;

    MoveInStore(BundlingTemplate jdbc) {
        this.jdbc = jdbc;
    }

    long add(MoveIn.Source source, String name, long account, Instant now) {
        return Sql.longs(jdbc, """
                        insert into move_in (source, name, account, state, uploaded, changed)
                        values (?, ?, ?, 'READING', ?, ?) returning id
                        """, source.name(), name, account, Sql.time(now), Sql.time(now))
                .getFirst();
    }

    /// @param mailbox as JSON, without its password
    void mailbox(long id, String mailbox, String sealed) {
        jdbc.update("update move_in set mailbox = ?::jsonb, password = ? where id = ?", mailbox, sealed, id);
    }

    record Mailbox(String json, String sealed) {}

    Optional<Mailbox> mailbox(long id) {
        return jdbc
                .query(
                        "select mailbox::text as mailbox, password from move_in where id = ? and password is not null",
                        (row, n) -> new Mailbox(row.getString("mailbox"), row.getString("password")),
                        id)
                .stream()
                .findFirst();
    }

    void addPieces(long id, List<BlobId> pieces) {
        for (int n = 0; n < pieces.size(); n++) {
            jdbc.later(
                    "insert into move_in_piece (move_in, n, blob) values (?, ?, ?)",
                    id,
                    n,
                    pieces.get(n).value());
        }
    }

    List<BlobId> pieces(long id) {
        return blobs("select blob from move_in_piece where move_in = ? order by n", id);
    }

    private List<BlobId> blobs(String sql, long id) {
        return jdbc.query(sql, (row, n) -> new BlobId(row.getObject("blob", UUID.class)), id);
    }

    /// The file and the password are needed no longer.
    void forgetSource(long id) {
        jdbc.update("delete from move_in_piece where move_in = ?", id);
        jdbc.update("update move_in set password = null where id = ?", id);
    }

    Optional<MoveIn> find(long id) {
        return jdbc.query("select * from move_in where id = ?", (row, n) -> one(row), id).stream()
                .findFirst();
    }

    List<MoveIn> newest() {
        return jdbc.query(
                "select * from move_in where state <> 'DROPPED' order by id desc limit " + SHOWN, (row, n) -> one(row));
    }

    Optional<MoveIn> busy() {
        return jdbc
                .query(
                        "select * from move_in where state in ('READING', 'RUNNING') order by id limit 1",
                        (row, n) -> one(row))
                .stream()
                .findFirst();
    }

    /// Those that were read and not taken to their end, untouched since then.
    List<Long> forgotten(Instant before) {
        return Sql.longs(
                jdbc, "select id from move_in where state in ('READY', 'STOPPED') and changed < ?", Sql.time(before));
    }

    private static MoveIn one(ResultSet row) throws SQLException {
        return new MoveIn(
                row.getLong("id"),
                MoveIn.Source.valueOf(row.getString("source")),
                row.getString("name"),
                row.getBoolean("carry_on"),
                MoveIn.State.valueOf(row.getString("state")),
                row.getString("problem"),
                Sql.instant(row, "uploaded"),
                row.getInt("threads"),
                row.getInt("taken"),
                row.getInt("people"),
                row.getInt("matters"),
                row.getInt("messages"),
                row.getInt("notes"),
                row.getInt("promises"),
                row.getInt("known"),
                row.getInt("refused"));
    }

    /// @return whether it was in one of these states
    boolean move(long id, List<MoveIn.State> from, MoveIn.State to, String problem, Instant now) {
        return jdbc.update(
                        "update move_in set state = ?, problem = ?, changed = ? where id = ? and state = any (?)",
                        to.name(),
                        problem,
                        Sql.time(now),
                        id,
                        from.stream().map(Enum::name).toArray(String[]::new))
                == 1;
    }

    void read(long id, int threads) {
        jdbc.update("update move_in set threads = ? where id = ?", threads, id);
    }

    void choose(long id, boolean carryOn, AgentId agent) {
        jdbc.update("update move_in set carry_on = ?, agent = ? where id = ?", carryOn, agent.value(), id);
    }

    Optional<AgentId> agent(long id) {
        return Sql.longs(jdbc, "select agent from move_in where id = ? and agent is not null", id).stream()
                .findFirst()
                .map(AgentId::new);
    }

    /// Counts one thread that was taken, as long as nobody has stopped it.
    boolean taken(long id, Outcome outcome) {
        outcome.refusals().forEach(refusal -> refuse(id, refusal.what(), refusal.reason()));
        return jdbc.update(
                        """
                        update move_in set taken = taken + 1, people = people + ?, matters = matters + ?,
                               messages = messages + ?, notes = notes + ?, promises = promises + ?, known = known + ?
                         where id = ? and state = 'RUNNING'
                        """,
                        outcome.people(),
                        outcome.matters(),
                        outcome.messages(),
                        outcome.notes(),
                        outcome.promises(),
                        outcome.known(),
                        id)
                == 1;
    }

    void refuse(long id, String what, String reason) {
        jdbc.later("insert into move_in_refusal (move_in, what, reason) values (?, ?, ?)", id, what, reason);
        jdbc.later("update move_in set refused = refused + 1 where id = ?", id);
    }

    /// What was refused while it was read, so that it is read again from its beginning.
    void unread(long id) {
        jdbc.update("delete from move_in_refusal where move_in = ?", id);
        jdbc.update("update move_in set refused = 0 where id = ?", id);
    }

    /// In the order in which it was refused.
    void report(long id, BiConsumer<String, String> consumer) {
        jdbc.query(
                "select what, reason from move_in_refusal where move_in = ? order by id limit " + MOST_REPORTED,
                row -> {
                    consumer.accept(row.getString("what"), row.getString("reason"));
                },
                id);
    }
}
