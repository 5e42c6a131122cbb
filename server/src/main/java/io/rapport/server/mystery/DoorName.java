package io.rapport.server.mystery;

import io.rapport.server.channel.Door;
import io.rapport.server.vocabulary.Channel;

/// What people call a door: its mail address, or where its form is.
final class DoorName {
    private DoorName() {}

    static String of(Door door) {
        return door.channel() == Channel.FORM ? "/form/" + door.address() : door.address();
    }
}
