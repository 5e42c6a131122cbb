package io.rapport.server.voice;

import io.rapport.server.channel.Doors;
import io.rapport.server.vocabulary.DoorId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// At which doors visitors may call from the page. Whoever keeps that says so. Thread-safe.
public final class PageDoors {
    private final Doors doors;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Set<DoorId> allowed = Set.of();

    PageDoors(Doors doors) {
        this.doors = doors;
    }

    /// These and no others, from now on.
    public void allow(Set<DoorId> these) {
        allowed = Set.copyOf(these);
        listeners.forEach(Runnable::run);
    }

    public boolean allows(DoorId door) {
        return allowed.contains(door);
    }

    /// Whether there is an open one.
    boolean any() {
        Set<DoorId> now = allowed;
        return !now.isEmpty() && doors.all().stream().anyMatch(door -> door.enabled() && now.contains(door.id()));
    }

    void onChange(Runnable listener) {
        listeners.add(listener);
    }
}
