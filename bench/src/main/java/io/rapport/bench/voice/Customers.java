package io.rapport.bench.voice;

import io.rapport.media.sdp.Sdp;
import io.rapport.media.sip.Address;
import io.rapport.media.sip.call.Leg;
import io.rapport.media.sip.call.LegWatcher;
import io.rapport.media.sip.call.SipEdge;
import io.rapport.media.sip.transaction.Flow;
import io.rapport.media.sip.transport.UdpSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/// Telephones of customers, by one UDP port.
final class Customers implements AutoCloseable {
    private final SipEdge edge =
            new SipEdge((leg, invite) -> leg.refuse(486), "Customers", InetAddress::isLoopbackAddress);
    private final Flow flow;
    private final int port;
    private final Air air;
    private final IntConsumer stranger;

    /// @param port of whom they call
    /// @param stranger hears of sound that was not for whom it reached
    Customers(int port, Air air, IntConsumer stranger) throws IOException {
        this.port = port;
        this.stranger = stranger;
        this.air = air;
        UdpSocket udp = edge.udp(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), "");
        flow = udp.to(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /// One call of a customer.
    final class Talk implements LegWatcher {
        final CompletableFuture<Boolean> rings = new CompletableFuture<>();
        final CompletableFuture<Boolean> up = new CompletableFuture<>();
        final CompletableFuture<Ending> over = new CompletableFuture<>();
        final Phone phone;
        private final Leg leg;

        /// @param from E.164
        /// @param number of the telephone's end
        private Talk(String from, int number, Random random) throws IOException {
            phone = new Phone(number, End.NOBODY, random);
            phone.onStranger(stranger);
            String uri = "sip:" + House.NUMBER + "@127.0.0.1:" + port;
            leg = edge.calls()
                    .call(
                            Address.of("<" + uri + ">").orElseThrow().uri(),
                            "<sip:" + from + "@127.0.0.1>",
                            "<" + uri + ">",
                            List.of(),
                            OurLines.sdp(phone.describe()),
                            flow,
                            this);
        }

        @Override
        public void ringing(Optional<Sdp> early) {
            rings.complete(true);
        }

        @Override
        public void up(Optional<Sdp> answer) {
            try {
                phone.answered(answer.orElseThrow().text());
                air.add(phone);
                air.speak(phone, true);
                up.complete(true);
            } catch (IOException gone) {
                up.completeExceptionally(gone);
            }
        }

        @Override
        public void ended(Ending how) {
            air.remove(phone);
            rings.complete(false);
            up.complete(false);
            over.complete(how);
        }

        void hangUp() {
            leg.hangUp();
        }
    }

    Talk call(String from, int number, Random random) throws IOException {
        return new Talk(from, number, random);
    }

    @Override
    public void close() throws Exception {
        edge.close();
    }
}
