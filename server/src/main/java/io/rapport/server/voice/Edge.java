package io.rapport.server.voice;

import io.rapport.media.sip.Address;
import io.rapport.media.sip.SipHeader;
import io.rapport.media.sip.call.SipCalls;
import io.rapport.media.sip.digest.Credentials;
import io.rapport.media.sip.transaction.Flow;
import io.rapport.media.sip.transport.StreamSocket;
import io.rapport.media.sip.transport.UdpSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/// By what we call, while the telephone is open. Thread-safe.
final class Edge {
    private volatile Optional<Open> open = Optional.empty();

    private record Open(SipCalls calls, UdpSocket udp, StreamSocket tcp) {}

    void opened(SipCalls calls, UdpSocket udp, StreamSocket tcp) {
        open = Optional.of(new Open(calls, udp, tcp));
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
        };
    }

    private Open now() throws IOException {
        return open.orElseThrow(() -> new IOException("the telephone is not open"));
    }

    /// Calls a number by a trunk; what becomes of it comes to the far end.
    ///
    /// @param shown the number that whom we call sees
    /// @param number as the trunk understands it: E.164, or an emergency number
    /// @throws IOException where there is no way to the trunk
    void dial(Trunk trunk, String shown, String number, SipEnd end) throws IOException {
        Flow flow = to(trunk);
        String host = trunk.account().map(Trunk.Account::domain).orElseGet(() -> host(flow));
        String us = "<sip:" + shown + "@" + host + ">";
        String uri = "sip:" + number + "@" + trunk.host();
        end.dials(now().calls()
                .call(
                        Address.of("<" + uri + ">")
                                .map(Address::uri)
                                .orElseThrow(() -> new IllegalStateException("no URI: " + uri)),
                        us,
                        "<" + uri + ">",
                        List.of(new SipHeader("P-Asserted-Identity", us)),
                        end.offer(),
                        trunk.account().map(account -> new Credentials(account.user(), account.password())),
                        flow,
                        end));
    }

    /// As whom the far side of a way knows us, without the port.
    static String host(Flow flow) {
        String local = flow.local();
        int colon = local.lastIndexOf(':');
        return colon > local.lastIndexOf(']') ? local.substring(0, colon) : local;
    }
}
