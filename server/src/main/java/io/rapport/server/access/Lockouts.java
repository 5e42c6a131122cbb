package io.rapport.server.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// Slows down guessing at one account from many places, and at many accounts from one place. Names count as they were
/// typed, whether there is such an account or not, so that a lock tells nothing. Thread-safe.
final class Lockouts {
    static final int TRIES_OF_A_NAME = 5;
    /// A whole office may share one address.
    static final int TRIES_OF_AN_ADDRESS = 30;

    private final Lockout names = new Lockout(TRIES_OF_A_NAME);
    private final Lockout addresses = new Lockout(TRIES_OF_AN_ADDRESS);

    /// Counts a try, which stands as failed until [#succeeded] says otherwise.
    ///
    /// @return how long to wait instead; zero: go on
    Duration tried(String name, String address, Instant now) {
        String key = nameKey(name);
        String place = place(address);
        Duration ofName = names.locked(key, now);
        Duration ofAddress = addresses.locked(place, now);
        Duration longer = ofName.compareTo(ofAddress) > 0 ? ofName : ofAddress;
        if (longer.isZero()) {
            names.tried(key, now);
            addresses.tried(place, now);
        }
        return longer;
    }

    /// The try was right as far as it went.
    void forgive(String name, String address) {
        names.forgive(nameKey(name));
        addresses.forgive(place(address));
    }

    /// The name is free again; of its address only this one try is forgiven, since whoever guesses at others there
    /// may own an account.
    void succeeded(String name, String address) {
        names.succeeded(nameKey(name));
        addresses.forgive(place(address));
    }

    private static String nameKey(String name) {
        String typed = name.strip().toLowerCase(Locale.ROOT);
        return typed.length() > 200 ? typed.substring(0, 200) : typed;
    }

    /// An IPv6 address stands for its /64: one customer line owns as many as that.
    private static String place(String address) {
        String[] groups = address.split(":", -1);
        return groups.length == 8 ? String.join(":", groups[0], groups[1], groups[2], groups[3]) : address;
    }
}
