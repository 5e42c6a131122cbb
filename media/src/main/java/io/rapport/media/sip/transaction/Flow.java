package io.rapport.media.sip.transaction;

import java.net.InetSocketAddress;

/// A way to a far side: a UDP socket and an address, or a connection. Two are equal if they are the same way.
public interface Flow {

    /// `UDP`, `TCP` or `TLS`, as Via says it.
    String transport();

    /// Whether what is sent arrives or the flow is lost: then nothing is sent twice.
    default boolean reliable() {
        return !transport().equals("UDP");
    }

    InetSocketAddress remote();

    /// What the far side is to call us in Via and Contact, with the port.
    String local();

    /// Sends one whole message, or fails in silence: retransmissions and timeouts tell.
    void send(byte[] message);
}
