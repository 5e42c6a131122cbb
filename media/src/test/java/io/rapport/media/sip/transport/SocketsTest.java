package io.rapport.media.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rapport.media.sip.SipMessage;
import io.rapport.media.sip.SipReading;
import io.rapport.media.sip.transaction.Flow;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SocketsTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private record Came(SipReading reading, Flow flow) {}

    private static final class Ears implements Inbound {
        private final BlockingQueue<Came> came = new LinkedBlockingQueue<>();
        private final BlockingQueue<Flow> lost = new LinkedBlockingQueue<>();
        private volatile boolean welcoming = true;

        @Override
        public boolean welcomes(InetAddress remote) {
            return welcoming;
        }

        @Override
        public void received(SipReading reading, Flow flow) {
            came.add(new Came(reading, flow));
        }

        @Override
        public void lost(Flow flow) {
            lost.add(flow);
        }

        SipMessage.Request request() throws InterruptedException {
            Came next = came.poll(10, TimeUnit.SECONDS);
            assertThat(next).isNotNull();
            return (SipMessage.Request) ((SipReading.Whole) next.reading()).message();
        }
    }

    private final Ears ears = new Ears();

    private static byte[] options(int number, String body) {
        return ("OPTIONS sip:a@example.com SIP/2.0\r\nVia: SIP/2.0/TCP h;branch=z9hG4bK" + number
                        + "\r\nFrom: <sip:b@example.com>;tag=1\r\nTo: <sip:a@example.com>\r\nCall-ID: " + number
                        + "\r\nCSeq: " + number + " OPTIONS\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void a_datagram_comes_in_and_its_answer_goes_back_where_it_came_from() throws Exception {
        try (UdpSocket socket = new UdpSocket(ANY, "", ears);
                DatagramSocket phone = new DatagramSocket()) {
            byte[] bytes = options(1, "");
            phone.send(new DatagramPacket(bytes, bytes.length, socket.bound()));
            Came came = ears.came.poll(10, TimeUnit.SECONDS);
            assertThat(came).isNotNull();
            came.flow().send("hello".getBytes(StandardCharsets.US_ASCII));
            DatagramPacket answer = new DatagramPacket(new byte[100], 100);
            phone.setSoTimeout(10_000);
            phone.receive(answer);
            assertThat(answer.getLength()).isEqualTo(5);
            assertThat(came.flow()).isEqualTo(socket.to((InetSocketAddress)
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), phone.getLocalPort())));
            assertThat(came.flow().local())
                    .isEqualTo("127.0.0.1:" + socket.bound().getPort());
        }
    }

    @Test
    void messages_of_a_stream_are_told_apart_however_they_are_cut() throws Exception {
        try (StreamSocket server = new StreamSocket(ANY, "sip.example.com", Optional.empty(), ears);
                Socket phone = new Socket(
                        InetAddress.getLoopbackAddress(), server.bound().getPort())) {
            byte[] all = concat(
                    options(1, "x".repeat(20_000)), "\r\n\r\n".getBytes(StandardCharsets.US_ASCII), options(2, ""));
            for (int at = 0; at < all.length; at += 777) {
                phone.getOutputStream().write(all, at, Math.min(777, all.length - at));
                phone.getOutputStream().flush();
            }
            assertThat(ears.request().body()).hasSize(20_000);
            assertThat(ears.request().cseq().number()).isEqualTo(2);
            assertThat(server.connections()).isEqualTo(1);
        }
        assertThat(ears.lost.poll(10, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void a_double_line_end_is_answered_with_one() throws Exception {
        try (StreamSocket server = new StreamSocket(ANY, "", Optional.empty(), ears);
                Socket phone = new Socket(
                        InetAddress.getLoopbackAddress(), server.bound().getPort())) {
            phone.setSoTimeout(10_000);
            phone.getOutputStream().write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(phone.getInputStream().readNBytes(2)).containsExactly('\r', '\n');
        }
    }

    @Test
    void who_sends_no_sip_is_told_so_where_possible_and_cut_off_where_not() throws Exception {
        try (StreamSocket server = new StreamSocket(ANY, "", Optional.empty(), ears)) {
            assertThat(isClosed(server, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")).isTrue();
            assertThat(isClosed(server, "x".repeat(70_000))).isTrue();
        }
    }

    private static boolean isClosed(StreamSocket server, String said) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.bound().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return in.read() < 0;
        } catch (java.net.SocketException reset) {
            return true;
        }
    }

    @Test
    void who_is_banned_is_not_read() throws Exception {
        ears.welcoming = false;
        try (StreamSocket server = new StreamSocket(ANY, "", Optional.empty(), ears)) {
            assertThat(isClosed(server, "")).isTrue();
        }
        assertThat(ears.came).isEmpty();
    }

    @Test
    void one_connection_serves_all_that_goes_to_the_same_place() throws Exception {
        Ears theirs = new Ears();
        try (StreamSocket server = new StreamSocket(ANY, "", Optional.empty(), theirs);
                StreamSocket ours = new StreamSocket(ANY, "", Optional.empty(), ears)) {
            Flow flow = ours.to("127.0.0.1", server.bound());
            assertThat(ours.to("127.0.0.1", server.bound())).isSameAs(flow);
            flow.send(options(7, ""));
            assertThat(theirs.request().callId()).isEqualTo("7");
            assertThat(flow.transport()).isEqualTo("TCP");
            assertThat(flow.reliable()).isTrue();
        }
    }

    @Test
    void over_tls_the_far_side_must_be_who_it_was_called_as(@TempDir Path folder) throws Exception {
        SSLContext keys = keys(folder.resolve("keys.p12"));
        Ears theirs = new Ears();
        try (StreamSocket server = new StreamSocket(ANY, "", Optional.of(keys), theirs);
                StreamSocket ours = new StreamSocket(ANY, "", Optional.of(keys), ears)) {
            Flow flow = ours.to("sip.example.com", server.bound());
            flow.send(options(7, ""));
            assertThat(theirs.request().callId()).isEqualTo("7");
            assertThat(flow.transport()).isEqualTo("TLS");
            assertThatThrownBy(() -> ours.to("other.example.com", server.bound()))
                    .isInstanceOf(SSLException.class);
            assertThat(theirs.came).isEmpty();
        }
    }

    /// Keys of sip.example.com, trusted by themselves.
    private static SSLContext keys(Path file) throws Exception {
        String secret = "a long enough one";
        Process made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=sip.example.com",
                        "-ext",
                        "san=dns:sip.example.com",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        secret,
                        "-keystore",
                        file.toString(),
                        "-alias",
                        "sip")
                .redirectErrorStream(true)
                .start();
        made.getInputStream().readAllBytes();
        assertThat(made.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance(file.toFile(), secret.toCharArray());
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, secret.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("sip", store.getCertificate("sip"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static byte[] concat(byte[]... parts) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
