package io.rapport.server.voice;

import io.rapport.media.sip.SipMessage;
import io.rapport.media.sip.transaction.Flow;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Ports of this machine from which we call ourselves just now. What comes from them is let in though no trunk is
/// there,
/// and only such a call is asked whether it is a test. Thread-safe.
final class TestGuests {
    private final Set<InetSocketAddress> expected = ConcurrentHashMap.newKeySet();

    void expect(InetSocketAddress guest) {
        expected.add(guest);
    }

    void forget(InetSocketAddress guest) {
        expected.remove(guest);
    }

    boolean isGuest(Flow flow) {
        return expected.contains(flow.remote());
    }

    boolean isFrom(InetAddress remote) {
        return !expected.isEmpty()
                && expected.stream().anyMatch(guest -> guest.getAddress().equals(remote));
    }

    /// The signed name of the test that a call is, as it says.
    Optional<String> token(Flow flow, SipMessage.Request invite) {
        return isGuest(flow) ? invite.header(TestCalls.TOKEN) : Optional.empty();
    }
}
