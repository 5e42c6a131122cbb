package io.rapport.media.sip.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.media.sdp.Sdp;
import io.rapport.media.sip.Address;
import io.rapport.media.sip.SipMessage;
import io.rapport.media.sip.transaction.Flow;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// SIPp, which others test their telephones with, calls us and is called.
@Timeout(120)
class SippTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @TempDir
    Path folder;

    private final AtomicInteger ended = new AtomicInteger();
    private final SipEdge edge = new SipEdge(this::answers, "Rapport", remote -> true);

    @AfterEach
    void close() throws Exception {
        edge.close();
    }

    private void answers(Leg leg, SipMessage.Request invite) {
        leg.watch(how -> ended.incrementAndGet());
        leg.ring();
        leg.accept(LegTest.sdp(2));
    }

    private Process sipp(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("sipp", "-i", "127.0.0.1", "-nostdin", "-timeout", "60"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
    }

    private void succeeds(Process sipp) throws Exception {
        assertThat(sipp.waitFor(90, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(folder.resolve("out"));
        assertThat(sipp.exitValue())
                .as(said.substring(Math.max(0, said.length() - 3_000)))
                .isZero();
    }

    @Test
    void two_hundred_calls_come_in_four_seconds_by_udp_and_none_fails() throws Exception {
        int port = edge.udp(ANY, "").bound().getPort();
        succeeds(sipp("-sn", "uac", "-r", "50", "-m", "200", "-d", "200", "127.0.0.1:" + port));
        assertThat(ended).hasValue(200);
    }

    @Test
    void the_same_come_by_tcp() throws Exception {
        int port = edge.stream(ANY, "", Optional.empty()).bound().getPort();
        succeeds(sipp("-sn", "uac", "-t", "t1", "-r", "50", "-m", "200", "-d", "200", "127.0.0.1:" + port));
        assertThat(ended).hasValue(200);
    }

    @Test
    void whom_we_call_is_heard_to_ring_and_to_answer_and_is_hung_up_on() throws Exception {
        int port = freePort();
        Process theirs = sipp("-sn", "uas", "-p", Integer.toString(port), "-m", "20");
        Flow flow = edge.udp(ANY, "").to(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        CountDownLatch up = new CountDownLatch(20);
        List<Leg> legs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            legs.add(edge.calls()
                    .call(
                            Address.of("<sip:service@127.0.0.1:" + port + ">")
                                    .orElseThrow()
                                    .uri(),
                            "<sip:help@127.0.0.1>",
                            "<sip:service@127.0.0.1>",
                            List.of(),
                            LegTest.sdp(1),
                            flow,
                            new Calling(up)));
        }
        assertThat(up.await(30, TimeUnit.SECONDS)).isTrue();
        legs.forEach(Leg::hangUp);
        succeeds(theirs);
    }

    /// Counts those who answered with a description.
    private record Calling(CountDownLatch answered) implements LegWatcher {
        @Override
        public void up(Optional<Sdp> answer) {
            answer.ifPresent(sdp -> answered.countDown());
        }

        @Override
        public void ended(Ending how) {}
    }

    private static int freePort() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
