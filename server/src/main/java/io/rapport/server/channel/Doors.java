package io.rapport.server.channel;

import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.DoorId;
import java.util.List;
import java.util.Optional;

/// The doors at which customers can knock, as configured by the administrator. Reading is cheap (cached).
public interface Doors {

    List<Door> all();

    /// The enabled door of that channel at that address (mail: any case, a `+tag` in the local part is ignored;
    /// form: its key).
    Optional<Door> at(Channel channel, String address);

    Optional<Door> find(DoorId id);

    /// Says how a door fares, for the administrator's screen and the alarms.
    void health(DoorId id, boolean well, String sentence);

    /// Puts on record who consented at the door's mail provider.
    void connected(DoorId id, long account);

    /// Calls back after every change, on the thread that made it: adapters then look at their doors again.
    void onChange(Runnable listener);
}
