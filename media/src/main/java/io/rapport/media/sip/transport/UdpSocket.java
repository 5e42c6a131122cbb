package io.rapport.media.sip.transport;

import io.rapport.media.sip.SipReader;
import io.rapport.media.sip.transaction.Flow;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One UDP port. Read by a thread of its own.
public final class UdpSocket implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(UdpSocket.class);
    private static final int MOST_BYTES = 65_535;
    private static final int QUEUE_BYTES = 4 << 20;

    private final DatagramChannel channel;
    private final InetSocketAddress bound;
    private final String advertised;
    private final Inbound inbound;

    /// @param address to bind; port 0 takes any
    /// @param publicHost as which others reach it; empty: the address itself
    /// @throws IOException where the port can't be had
    public UdpSocket(InetSocketAddress address, String publicHost, Inbound inbound) throws IOException {
        this.channel = DatagramChannel.open();
        this.inbound = inbound;
        try {
            channel.setOption(java.net.StandardSocketOptions.SO_RCVBUF, QUEUE_BYTES);
            channel.bind(address);
            this.bound = (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException taken) {
            channel.close();
            throw taken;
        }
        this.advertised = Hosts.advertised(publicHost, bound);
        Thread.ofPlatform().name("sip-udp-" + bound.getPort()).daemon().start(this::read);
    }

    public InetSocketAddress bound() {
        return bound;
    }

    /// The way from here to somebody.
    public Flow to(InetSocketAddress remote) {
        return new Datagrams(this, remote);
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(MOST_BYTES);
        while (channel.isOpen()) {
            try {
                buffer.clear();
                InetSocketAddress from = (InetSocketAddress) channel.receive(buffer);
                if (from == null || !inbound.welcomes(from.getAddress())) {
                    continue;
                }
                buffer.flip();
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                inbound.received(SipReader.datagram(bytes), new Datagrams(this, from));
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException odd) {
                // An ICMP error of an earlier send; the socket itself lives.
                log.debug("sip udp read port={} cause={}", bound.getPort(), odd.toString());
            } catch (RuntimeException ours) {
                log.error("sip message lost port={}", bound.getPort(), ours);
            }
        }
    }

    private void send(byte[] message, InetSocketAddress remote) {
        try {
            channel.send(ByteBuffer.wrap(message), remote);
        } catch (IOException unreachable) {
            log.debug("sip udp send to={} cause={}", remote, unreachable.toString());
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private record Datagrams(UdpSocket socket, InetSocketAddress remote) implements Flow {
        @Override
        public String transport() {
            return "UDP";
        }

        @Override
        public String local() {
            return socket.advertised;
        }

        @Override
        public void send(byte[] message) {
            socket.send(message, remote);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Datagrams same && same.socket == socket && same.remote.equals(remote);
        }

        @Override
        public int hashCode() {
            return Objects.hash(System.identityHashCode(socket), remote);
        }
    }
}
