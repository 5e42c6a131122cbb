package io.rapport.media.sip.call;

import io.rapport.media.sip.SipReading;
import io.rapport.media.sip.transaction.Flow;
import io.rapport.media.sip.transaction.ScheduledTimers;
import io.rapport.media.sip.transport.Inbound;
import io.rapport.media.sip.transport.StreamSocket;
import io.rapport.media.sip.transport.UdpSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/// The end of SIP on a machine: its ports, and the calls that come and go by them.
public final class SipEdge implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(5);

    private final ScheduledTimers timers = new ScheduledTimers();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<AutoCloseable> ports = new ArrayList<>();
    private final SipCalls calls;
    private final Inbound inbound;

    /// @param program how we call ourselves
    public SipEdge(Receptionist receptionist, String program, Doorman doorman) {
        this.calls = new SipCalls(timers, threads, receptionist, program);
        this.inbound = new Inbound() {
            @Override
            public boolean welcomes(InetAddress remote) {
                return doorman.welcomes(remote);
            }

            @Override
            public void received(SipReading reading, Flow flow) {
                if (doorman.admits(reading, flow)) {
                    calls.transactions().received(reading, flow);
                }
            }

            @Override
            public void lost(Flow flow) {
                // Requests that waited for an answer by it time out; calls that are up are refreshed or end.
                receptionist.lost(flow);
            }
        };
    }

    public SipCalls calls() {
        return calls;
    }

    /// Opens a UDP port.
    ///
    /// @param publicHost as which others reach it; empty: the address itself
    /// @throws IOException where it can't be had
    public UdpSocket udp(InetSocketAddress address, String publicHost) throws IOException {
        UdpSocket socket = new UdpSocket(address, publicHost, inbound);
        ports.add(socket);
        return socket;
    }

    /// Opens a TCP port, or with keys a TLS port.
    ///
    /// @throws IOException where it can't be had
    public StreamSocket stream(InetSocketAddress address, String publicHost, Optional<SSLContext> tls)
            throws IOException {
        StreamSocket socket = new StreamSocket(address, publicHost, tls, inbound);
        ports.add(socket);
        return socket;
    }

    /// Blocks until all that was asked so far, such as the end of a call, is answered: a datagram that is lost can only
    /// be sent again while the port is open.
    ///
    /// @param most how long
    public void settle(Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        while (!calls.transactions().settled() && System.nanoTime() < deadline) {
            Thread.sleep(LOOK);
        }
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable port : ports) {
            port.close();
        }
        timers.close();
        threads.shutdownNow();
    }
}
