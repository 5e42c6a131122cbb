package io.rapport.server.email;

import io.rapport.server.channel.Door;
import io.rapport.server.channel.Doors;
import io.rapport.server.channel.MailServer;
import io.rapport.server.channel.MailWays;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.DoorId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// Doors as an administrator would have set them up.
public final class TestDoors implements Doors {

    public final List<String> health = new CopyOnWriteArrayList<>();
    public final List<String> connected = new CopyOnWriteArrayList<>();
    private final List<Door> doors = new ArrayList<>();

    public TestDoors(Door... doors) {
        this.doors.addAll(List.of(doors));
    }

    public static Door mail(long id, String address) {
        return mail(id, address, Optional.empty(), Optional.empty());
    }

    public static Door mail(long id, String address, Optional<MailServer> imap, Optional<MailServer> relay) {
        return new Door(
                new DoorId(id), Channel.MAIL, "Door " + id, address, Optional.empty(), true, MailWays.of(imap, relay));
    }

    @Override
    public List<Door> all() {
        return List.copyOf(doors);
    }

    @Override
    public Optional<Door> at(Channel channel, String address) {
        int at = address.lastIndexOf('@');
        int plus = address.indexOf('+');
        String plain = plus > 0 && plus < at ? address.substring(0, plus) + address.substring(at) : address;
        return doors.stream()
                .filter(door -> door.channel() == channel
                        && door.enabled()
                        && door.address().equals(plain.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    @Override
    public Optional<Door> find(DoorId id) {
        return doors.stream().filter(door -> door.id().equals(id)).findFirst();
    }

    @Override
    public void health(DoorId id, boolean well, String sentence) {
        health.add((well ? "well: " : "ill: ") + sentence);
    }

    @Override
    public void connected(DoorId id, long account) {
        connected.add(account + " at " + id);
    }

    @Override
    public void onChange(Runnable listener) {
        // These doors never change.
    }
}
