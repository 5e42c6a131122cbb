package io.rapport.server.voice;

import io.rapport.server.vocabulary.Networks;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// The trunks, with a copy in memory: who sends us a message is looked up for each. Thread-safe.
public final class Trunks {
    private final TrunkStore store;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile List<Known> known = List.of();

    private record Known(Trunk trunk, Networks networks) {}

    Trunks(TrunkStore store) {
        this.store = store;
        reload();
    }

    private void reload() {
        known = store.all().stream()
                .map(trunk -> new Known(trunk, trunk.networks()))
                .toList();
    }

    public List<Trunk> all() {
        return known.stream().map(Known::trunk).toList();
    }

    /// The enabled trunk that this address belongs to.
    Optional<Trunk> of(InetAddress address) {
        return known.stream()
                .filter(one -> one.trunk().enabled() && one.networks().test(address))
                .map(Known::trunk)
                .findFirst();
    }

    /// Whether this address belongs to an enabled trunk; quick.
    boolean knows(InetAddress address) {
        for (Known one : known) {
            if (one.trunk().enabled() && one.networks().test(address)) {
                return true;
            }
        }
        return false;
    }

    /// By which our calls go, the one that is tried first at the head.
    List<Trunk> out() {
        return all().stream()
                .filter(trunk -> trunk.enabled() && !trunk.target().isEmpty())
                .toList();
    }

    boolean any() {
        return known.stream().anyMatch(one -> one.trunk().enabled());
    }

    Optional<Trunk> find(long id) {
        return all().stream().filter(trunk -> trunk.id() == id).findFirst();
    }

    public long add(Trunk trunk) {
        long id = store.insert(trunk);
        changed();
        return id;
    }

    void change(Trunk trunk) {
        store.update(trunk);
        changed();
    }

    private void changed() {
        reload();
        listeners.forEach(Runnable::run);
    }

    /// Calls back after every change, on the thread that made it.
    void onChange(Runnable listener) {
        listeners.add(listener);
    }
}
