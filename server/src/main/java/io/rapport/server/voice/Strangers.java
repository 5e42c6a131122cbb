package io.rapport.server.voice;

import io.rapport.media.sip.SipMessage;
import io.rapport.media.sip.SipReading;
import io.rapport.media.sip.call.Doorman;
import io.rapport.media.sip.register.Registrar;
import io.rapport.media.sip.transaction.Flow;
import io.rapport.server.vocabulary.Networks;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whose messages are read: those of trunks, and those of telephones on desks, which may come from some networks only.
/// Nobody else is answered, and who tries passwords there is not heard for an hour. Thread-safe.
final class Strangers implements Doorman {
    static final int MOST_WRONG = 5;
    static final int MOST_UNASKED = 50;
    static final Duration IGNORED = Duration.ofHours(1);
    private static final int MOST_KNOWN = 10_000;
    private static final Logger log = LoggerFactory.getLogger(Strangers.class);

    private final Trunks trunks;
    private final Registrar telephones;
    private final Networks desks;
    private final TestGuests guests;
    private final Clock clock;
    private final AtomicLong turnedAway = new AtomicLong();

    /// The one that was heard of longest ago is forgotten first.
    private final Map<InetAddress, Seen> seen = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Seen> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    /// @param until when it is counted anew, or heard again
    private record Seen(int wrong, int unasked, Instant until) {
        boolean ignored() {
            return wrong >= MOST_WRONG || unasked >= MOST_UNASKED;
        }
    }

    /// @param desks from where telephones may come
    Strangers(Trunks trunks, Registrar telephones, Networks desks, TestGuests guests, Clock clock) {
        this.trunks = trunks;
        this.telephones = telephones;
        this.desks = desks;
        this.guests = guests;
        this.clock = clock;
    }

    @Override
    public boolean welcomes(InetAddress remote) {
        if (trunks.knows(remote) || guests.isFrom(remote)) {
            return true;
        }
        if (!desks.test(remote) || isIgnored(remote)) {
            turnedAway.incrementAndGet();
            return false;
        }
        return true;
    }

    @Override
    public boolean admits(SipReading reading, Flow from) {
        InetAddress remote = from.remote().getAddress();
        if (trunks.knows(remote) || telephones.knows(remote) || guests.isGuest(from)) {
            return true;
        }
        if (reading instanceof SipReading.Whole(SipMessage.Request request, int length)
                && request.method().equals("REGISTER")) {
            return true;
        }
        if (!(reading instanceof SipReading.KeepAlive)) {
            note(remote, 0, 1);
        }
        turnedAway.incrementAndGet();
        return false;
    }

    private synchronized boolean isIgnored(InetAddress remote) {
        Seen known = seen.get(remote);
        return known != null && known.ignored() && known.until().isAfter(clock.instant());
    }

    /// Somebody tried a wrong password. Where a telephone of ours is, behind the same router perhaps, others go on
    /// being heard.
    void wrong(Flow from) {
        InetAddress remote = from.remote().getAddress();
        log.warn("sip password wrong address={}", remote.getHostAddress());
        if (!trunks.knows(remote) && !telephones.knows(remote)) {
            note(remote, 1, 0);
        }
    }

    private synchronized void note(InetAddress remote, int wrong, int unasked) {
        Instant now = clock.instant();
        Seen before = Optional.ofNullable(seen.get(remote))
                .filter(one -> one.until().isAfter(now))
                .orElseGet(() -> new Seen(0, 0, now));
        Seen next = new Seen(wrong + before.wrong(), unasked + before.unasked(), now.plus(IGNORED));
        seen.put(remote, next);
        if (next.ignored() && !before.ignored()) {
            log.warn(
                    "sip address ignored address={} wrong={} unasked={}",
                    remote.getHostAddress(),
                    next.wrong(),
                    next.unasked());
        }
    }

    /// How many addresses are not heard just now.
    synchronized int ignored() {
        Instant now = clock.instant();
        return Math.toIntExact(seen.values().stream()
                .filter(one -> one.ignored() && one.until().isAfter(now))
                .count());
    }

    /// How many messages were not read since the start.
    long turnedAway() {
        return turnedAway.get();
    }
}
