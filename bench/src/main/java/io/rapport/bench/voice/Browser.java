package io.rapport.bench.voice;

import io.rapport.media.dtls.DtlsIdentity;
import io.rapport.media.ice.IceLite;
import io.rapport.media.rtp.Rtp;
import io.rapport.media.rtp.Srtp;
import io.rapport.media.rtp.SrtpSuite;
import io.rapport.media.sdp.Sdp;
import io.rapport.media.stun.StunMessage;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;

/// A browser's end: checks the way, shakes hands, speaks and hears protected packets; asks again every few seconds
/// whether it is still wanted, as browsers do (RFC 7675).
final class Browser extends End {
    private static final DtlsIdentity IDENTITY = DtlsIdentity.fresh();
    private static final int MOST_BYTES = 2_048;
    private static final int CHECKS = 50;
    private static final int CHECK_MILLIS = 100;
    private static final int SECONDS_BETWEEN_CHECKS = 5;

    private final IceLite ice = new IceLite();
    private String theirFragment = "";
    private String theirPassword = "";
    private int role = StunMessage.ICE_CONTROLLING;
    private int port;
    private int seconds = ThreadLocalRandom.current().nextInt(SECONDS_BETWEEN_CHECKS);
    private @Nullable Srtp protects;
    private @Nullable Srtp opens;

    Browser(int number, int other, Random random) throws IOException {
        super(number, other, random);
    }

    // --------------------------------------------------------------------------------------------------- descriptions

    String offer() throws IOException {
        return describe("actpass");
    }

    private String describe(String setup) throws IOException {
        return """
                v=0
                o=- 4611 2 IN IP4 127.0.0.1
                s=-
                t=0 0
                m=audio %1$d UDP/TLS/RTP/SAVPF 0
                c=IN IP4 127.0.0.1
                a=rtcp:%1$d IN IP4 127.0.0.1
                a=ice-ufrag:%2$s
                a=ice-pwd:%3$s
                a=fingerprint:%4$s
                a=setup:%5$s
                a=mid:0
                a=sendrecv
                a=rtcp-mux
                a=rtpmap:0 PCMU/8000
                a=ptime:20
                a=candidate:1 1 udp 2130706431 127.0.0.1 %1$d typ host
                a=end-of-candidates
                """.formatted(port(), ice.fragment(), ice.password(), IDENTITY.fingerprint(), setup)
                .replace("\n", "\r\n");
    }

    void answered(String answer) {
        learn(OurLines.sdp(answer));
    }

    String answer(String offer) throws IOException {
        learn(OurLines.sdp(offer));
        role = StunMessage.ICE_CONTROLLED;
        return describe("active");
    }

    private void learn(Sdp sdp) {
        var section = sdp.media().getFirst();
        port = section.port();
        theirFragment = sdp.inherited(section, "ice-ufrag").orElseThrow();
        theirPassword = sdp.inherited(section, "ice-pwd").orElseThrow();
        ice.expect(theirFragment);
    }

    // --------------------------------------------------------------------------------------------------- connecting

    /// Finds the way and agrees on keys; the end is ready to speak afterwards. Blocks.
    void connect() throws IOException {
        connect(port);
        check();
        DtlsClient.Keys keys = new DtlsClient(IDENTITY).shakeHands(new Pipe());
        protects = new Srtp(SrtpSuite.AES_CM_128_HMAC_SHA1_80, keys.client());
        opens = new Srtp(SrtpSuite.AES_CM_128_HMAC_SHA1_80, keys.server());
    }

    private void check() throws IOException {
        for (int i = 0; i < CHECKS; i++) {
            byte[] transaction = sendCheck();
            long until = System.nanoTime() + CHECK_MILLIS * 1_000_000L;
            for (long left = CHECK_MILLIS; left > 0; left = (until - System.nanoTime()) / 1_000_000) {
                byte[] packet = receive((int) left);
                if (packet.length > 0 && packet[0] == 1 && isAnswer(packet, transaction)) {
                    return;
                }
            }
        }
        throw new IOException("nobody answers at port " + port);
    }

    private static boolean isAnswer(byte[] packet, byte[] transaction) {
        return StunMessage.read(packet)
                .filter(answer -> answer.type() == StunMessage.BINDING_SUCCESS)
                .filter(answer -> Arrays.equals(answer.transaction(), transaction))
                .isPresent();
    }

    private byte[] sendCheck() throws IOException {
        byte[] transaction = new byte[12];
        ThreadLocalRandom.current().nextBytes(transaction);
        StunMessage.Writer request = new StunMessage.Writer(StunMessage.BINDING_REQUEST, transaction)
                .add(StunMessage.USERNAME, (theirFragment + ":" + ice.fragment()).getBytes(StandardCharsets.UTF_8))
                .add(StunMessage.PRIORITY, new byte[] {0x7E, 0, 0x1E, (byte) 0xFF})
                .add(role, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        if (role == StunMessage.ICE_CONTROLLING) {
            request.add(StunMessage.USE_CANDIDATE, new byte[0]);
        }
        channel.write(ByteBuffer.wrap(request.signed(theirPassword)));
        return transaction;
    }

    /// The next packet; questions of theirs are answered by the way. Empty: nothing came in time.
    private byte[] receive(int millis) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[MOST_BYTES], MOST_BYTES);
        channel.socket().setSoTimeout(Math.max(1, millis));
        try {
            channel.socket().receive(packet);
        } catch (SocketTimeoutException nothing) {
            return new byte[0];
        }
        byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
        reply(bytes);
        return bytes;
    }

    private void reply(byte[] packet) throws IOException {
        if (packet.length > 1 && packet[0] == 0) {
            var answer = ice.answer(packet, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            if (answer.isPresent()) {
                channel.write(ByteBuffer.wrap(answer.get()));
            }
        }
    }

    /// The port, as the handshake sees it.
    private final class Pipe implements DatagramTransport {
        @Override
        public int getReceiveLimit() {
            return MOST_BYTES;
        }

        @Override
        public int getSendLimit() {
            return 1_200;
        }

        @Override
        public int receive(byte[] buffer, int at, int length, int waitMillis) throws IOException {
            byte[] packet = Browser.this.receive(waitMillis);
            if (packet.length == 0 || packet[0] < 20 || packet[0] > 63) {
                return -1;
            }
            System.arraycopy(packet, 0, buffer, at, packet.length);
            return packet.length;
        }

        @Override
        public void send(byte[] buffer, int at, int length) throws IOException {
            channel.write(ByteBuffer.wrap(buffer, at, length));
        }

        @Override
        public void close() {}
    }

    // ------------------------------------------------------------------------------------------------------- packets

    @Override
    void keepAlive() throws IOException {
        if (++seconds % SECONDS_BETWEEN_CHECKS == 0) {
            sendCheck();
        }
    }

    @Override
    int protect(byte[] bytes, int length) {
        return protects == null ? length : protects.protect(bytes, length);
    }

    @Override
    int open(byte[] bytes, int length) throws IOException {
        if (bytes[0] >= 0) {
            reply(Arrays.copyOf(bytes, length));
            return -1;
        }
        return opens == null || Rtp.isRtcp(bytes, length) ? -1 : opens.open(bytes, length);
    }
}
