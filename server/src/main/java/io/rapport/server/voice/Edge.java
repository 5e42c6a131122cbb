package io.rapport.server.voice;

import io.rapport.media.sip.Address;
import io.rapport.media.sip.SipHeader;
import io.rapport.media.sip.call.Leg;
import io.rapport.media.sip.call.LegWatcher;
import io.rapport.media.sip.call.SipCalls;
import io.rapport.media.sip.digest.Credentials;
import io.rapport.media.sip.transaction.Flow;
import io.rapport.media.sip.transport.StreamSocket;
import io.rapport.media.sip.transport.UdpSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// By what we call, while the telephone is open. Thread-safe.
final class Edge {
    private final Set<TrunkHunt> hunts = ConcurrentHashMap.newKeySet();
    private volatile Optional<TrunkPulse> pulse = Optional.empty();
    private volatile Optional<Open> open = Optional.empty();

    private record Open(SipCalls calls, UdpSocket udp, StreamSocket tcp, Optional<StreamSocket> tls) {}

    void opened(SipCalls calls, UdpSocket udp, StreamSocket tcp, Optional<StreamSocket> tls) {
        open = Optional.of(new Open(calls, udp, tcp, tls));
    }

    /// Whether anything can go by TLS.
    boolean hasTls() {
        return open.filter(now -> now.tls().isPresent()).isPresent();
    }

    /// The port of SIP by TLS; empty where there is none.
    Optional<Integer> tlsPort() {
        return open.flatMap(Open::tls).map(socket -> socket.bound().getPort());
    }

    void closed() {
        open = Optional.empty();
    }

    /// Empty while the ports are not open.
    Optional<SipCalls> calls() {
        return open.map(Open::calls);
    }

    /// The port of SIP, by UDP and TCP; empty while it is not open.
    Optional<Integer> port() {
        return open.map(now -> now.udp().bound().getPort());
    }

    /// The way to a trunk.
    ///
    /// @throws IOException where there is none
    Flow to(Trunk trunk) throws IOException {
        Open now = now();
        int colon = trunk.target().lastIndexOf(':');
        InetSocketAddress there = new InetSocketAddress(
                InetAddress.getByName(trunk.target().substring(0, colon)),
                Integer.parseInt(trunk.target().substring(colon + 1)));
        return switch (trunk.transport()) {
            case UDP -> now.udp().to(there);
            case TCP -> now.tcp().to(there.getHostString(), there);
            case TLS ->
                now.tls()
                        .orElseThrow(() -> new IOException("there is no certificate for TLS"))
                        .to(trunk.certified(), there);
        };
    }

    private Open now() throws IOException {
        return open.orElseThrow(() -> new IOException("the telephone is not open"));
    }

    /// Calls a number by the first of these trunks that takes it; what becomes of it comes to the far end.
    ///
    /// @param shown the number that whom we call sees
    /// @param number as trunks understand it: E.164, or an emergency number
    /// @param used told of each trunk but the first that is tried
    /// @throws IOException where there is a way to none of them
    void dial(List<Trunk> trunks, String shown, String number, SipEnd end, Consumer<Trunk> used) throws IOException {
        TrunkHunt hunt = new TrunkHunt(
                end,
                inTheirOrder(trunks),
                (trunk, watcher) -> invite(trunk, shown, number, end, watcher),
                trunk -> pulse.ifPresent(by -> by.doubt(trunk)),
                used);
        hunt.begin();
        hunts.add(hunt);
    }

    /// Those that are known to be down come last: better than none.
    private List<Trunk> inTheirOrder(List<Trunk> trunks) {
        return trunks.stream()
                .sorted(Comparator.comparing(trunk -> pulse.filter(by -> by.of(trunk) == TrunkPulse.Standing.DOWN)
                        .isPresent()))
                .toList();
    }

    private Leg invite(Trunk trunk, String shown, String number, SipEnd end, LegWatcher watcher) throws IOException {
        Flow flow = to(trunk);
        String host = trunk.domain().isEmpty() ? host(flow) : trunk.domain();
        String us = "<sip:" + shown + "@" + host + ">";
        String uri = "sip:" + number + "@" + trunk.host();
        return now().calls()
                .call(
                        Address.of("<" + uri + ">")
                                .map(Address::uri)
                                .orElseThrow(() -> new IllegalStateException("no URI: " + uri)),
                        us,
                        "<" + uri + ">",
                        List.of(new SipHeader("P-Asserted-Identity", us)),
                        end.offer(trunk.transport() == Trunk.Transport.TLS),
                        trunk.account().map(account -> new Credentials(account.user(), account.password())),
                        flow,
                        watcher);
    }

    /// Who tells which trunks are down.
    void pulse(TrunkPulse by) {
        pulse = Optional.of(by);
    }

    /// Time has passed.
    void beat() {
        hunts.removeIf(hunt -> !hunt.beat());
    }

    /// As whom the far side of a way knows us, without the port.
    static String host(Flow flow) {
        String local = flow.local();
        int colon = local.lastIndexOf(':');
        return colon > local.lastIndexOf(']') ? local.substring(0, colon) : local;
    }
}
