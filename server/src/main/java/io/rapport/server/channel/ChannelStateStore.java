package io.rapport.server.channel;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.DoorId;
import java.util.Optional;

final class ChannelStateStore implements ChannelState {
    private final BundlingTemplate jdbc;

    ChannelStateStore(BundlingTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<String> read(DoorId door, String key) {
        return Sql.texts(jdbc, "select value from channel_state where door = ? and key = ?", door.value(), key).stream()
                .findFirst();
    }

    @Override
    public void write(Change change) {
        jdbc.later(
                "insert into channel_state (door, key, value) values (?, ?, ?)"
                        + " on conflict (door, key) do update set value = excluded.value",
                change.door().value(),
                change.key(),
                change.value());
    }
}
