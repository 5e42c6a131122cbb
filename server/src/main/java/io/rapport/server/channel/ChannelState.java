package io.rapport.server.channel;

import io.rapport.server.vocabulary.DoorId;
import java.util.Optional;

/// What an adapter must remember of a door (an IMAP cursor, say), as small texts by key.
public interface ChannelState {

    /// A new value, committed with the transaction of the arrival that it belongs to.
    record Change(DoorId door, String key, String value) {}

    Optional<String> read(DoorId door, String key);

    /// Writes on its own, for what belongs to no arrival.
    void write(Change change);
}
