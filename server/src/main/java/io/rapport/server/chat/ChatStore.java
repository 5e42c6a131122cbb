package io.rapport.server.chat;

import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.DoorId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/// Chat doors and visitors.
final class ChatStore {
    /// After this pause they talk of something new.
    static final Duration PAUSE = Duration.ofDays(3);

    private final JdbcTemplate jdbc;

    ChatStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// @param secret sealed
    record DoorRow(List<String> origins, Optional<String> secret) {}

    Optional<DoorRow> door(DoorId door) {
        return jdbc
                .query(
                        "select origins, secret from chat_door where door = ?",
                        (row, n) -> new DoorRow(texts(row.getArray("origins")), Sql.text(row, "secret")),
                        door.value())
                .stream()
                .findFirst();
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    void origins(DoorId door, List<String> origins) {
        jdbc.update("""
                insert into chat_door (door, origins) values (?, ?)
                on conflict (door) do update set origins = excluded.origins
                """, door.value(), origins.toArray(String[]::new));
    }

    void calls(DoorId door, boolean yes) {
        jdbc.update("""
                insert into chat_door (door, calls) values (?, ?)
                on conflict (door) do update set calls = excluded.calls
                """, door.value(), yes);
    }

    /// At which visitors may call.
    Set<DoorId> callDoors() {
        return Set.copyOf(
                jdbc.query("select door from chat_door where calls", (row, n) -> new DoorId(row.getLong("door"))));
    }

    void secret(DoorId door, String sealed) {
        jdbc.update("""
                insert into chat_door (door, secret) values (?, ?)
                on conflict (door) do update set secret = excluded.secret
                """, door.value(), sealed);
    }

    /// A visitor's browser.
    ///
    /// @param address as which they are known to us
    /// @param opened whether what they talk of now has a matter
    record Visitor(
            long id,
            DoorId door,
            String address,
            boolean signed,
            Optional<CustomerId> customer,
            int talk,
            boolean opened,
            Optional<String> answerTo) {}

    Optional<Visitor> visitor(DoorId door, byte[] tokenHash) {
        return jdbc
                .query(
                        "select * from chat_visitor where token_hash = ? and door = ?",
                        (row, n) -> visitor(row),
                        tokenHash,
                        door.value())
                .stream()
                .findFirst();
    }

    /// The visitor of this token, made or found; after a long pause with a new talk.
    Visitor meet(DoorId door, byte[] tokenHash, String address, boolean signed, Instant now) {
        return jdbc.query(
                        """
                        insert into chat_visitor (token_hash, door, address, signed, created, last_at)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (token_hash, door) do update
                           set talk = chat_visitor.talk + (chat_visitor.last_at < ?)::int,
                               opened = chat_visitor.opened and chat_visitor.last_at >= ?,
                               last_at = excluded.last_at
                        returning *
                        """,
                        (row, n) -> visitor(row),
                        tokenHash,
                        door.value(),
                        address,
                        signed,
                        Sql.time(now),
                        Sql.time(now),
                        Sql.time(now.minus(PAUSE)),
                        Sql.time(now.minus(PAUSE)))
                .getFirst();
    }

    /// They wrote: they are here, wherever they wanted the answer before.
    void heard(long visitor, CustomerId customer) {
        jdbc.update(
                "update chat_visitor set customer = ?, opened = true, answer_to = null where id = ?",
                customer.value(),
                visitor);
    }

    void answerTo(long visitor, String address) {
        jdbc.update("update chat_visitor set answer_to = ? where id = ?", address, visitor);
    }

    private static Visitor visitor(ResultSet row) throws SQLException {
        return new Visitor(
                row.getLong("id"),
                new DoorId(row.getLong("door")),
                row.getString("address"),
                row.getBoolean("signed"),
                Optional.ofNullable(Sql.numberOrNull(row, "customer")).map(CustomerId::new),
                row.getInt("talk"),
                row.getBoolean("opened"),
                Sql.text(row, "answer_to"));
    }
}
