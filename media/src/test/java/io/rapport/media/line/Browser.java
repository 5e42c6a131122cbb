package io.rapport.media.line;

import io.rapport.media.codec.Coding;
import io.rapport.media.codec.G711;
import io.rapport.media.dtls.DtlsIdentity;
import io.rapport.media.rtp.Rtp;
import io.rapport.media.rtp.Srtp;
import io.rapport.media.rtp.SrtpSuite;
import io.rapport.media.sdp.Sdp;
import io.rapport.media.sdp.SdpReader;
import io.rapport.media.sdp.SdpReading;
import io.rapport.media.stun.StunMessage;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.Vector;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/// The far end of a browser's line, by hand: checks the way, shakes hands, sends and takes protected packets.
final class Browser implements AutoCloseable {
    private static final int PROFILE = SrtpSuite.AES_CM_128_HMAC_SHA1_80.dtlsProfile();

    private final DtlsIdentity identity = DtlsIdentity.fresh();
    private final Coding.Decoder decoder = Coding.PCMU.decoder();
    private final Recorder heard = new Recorder(60_000);
    private final double hertz;
    private DatagramSocket socket = open();
    private String fragment = "abcd";
    private InetSocketAddress to = new InetSocketAddress(Handset.HERE, 9);
    private String theirFragment = "";
    private String theirPassword = "";
    private Srtp protects = new Srtp(SrtpSuite.AES_CM_128_HMAC_SHA1_80, new byte[SrtpSuite.KEY_BYTES]);
    private Srtp opens = protects;
    private int sequence = 100;
    private long timestamp = 1_000;
    private long samples;

    Browser(double hertz) throws IOException {
        this.hertz = hertz;
    }

    private static DatagramSocket open() throws IOException {
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(Handset.HERE, 0));
        socket.setSoTimeout(2_000);
        return socket;
    }

    Sdp offer() {
        return offer(identity.fingerprint());
    }

    Sdp offer(String fingerprint) {
        String text = """
                v=0
                o=- 4611 2 IN IP4 127.0.0.1
                s=-
                t=0 0
                a=group:BUNDLE 0
                a=msid-semantic: WMS
                m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126
                c=IN IP4 0.0.0.0
                a=rtcp:9 IN IP4 0.0.0.0
                a=ice-ufrag:%s
                a=ice-pwd:0123456789012345678901
                a=ice-options:trickle
                a=fingerprint:%s
                a=setup:actpass
                a=mid:0
                a=sendrecv
                a=rtcp-mux
                a=rtpmap:111 opus/48000/2
                a=rtpmap:63 red/48000/2
                a=rtpmap:9 G722/8000
                a=rtpmap:0 PCMU/8000
                a=rtpmap:8 PCMA/8000
                a=rtpmap:13 CN/8000
                a=rtpmap:110 telephone-event/48000
                a=rtpmap:126 telephone-event/8000
                """.formatted(fragment, fingerprint);
        return ((SdpReading.Whole) SdpReader.read(text)).sdp();
    }

    void answered(Sdp answer) {
        var section = answer.media().getFirst();
        to = new InetSocketAddress(Handset.HERE, section.port());
        theirFragment = section.attribute("ice-ufrag").orElseThrow();
        theirPassword = section.attribute("ice-pwd").orElseThrow();
    }

    /// Another network: another port, and the search for a way begins anew.
    void moves() throws IOException {
        socket.close();
        socket = open();
        fragment = "efgh";
    }

    /// One check of the way.
    ///
    /// @return the type of what was answered
    int check(boolean use) throws IOException {
        return check(use, theirPassword);
    }

    int check(boolean use, String password) throws IOException {
        byte[] transaction = new byte[12];
        new SecureRandom().nextBytes(transaction);
        StunMessage.Writer request = new StunMessage.Writer(StunMessage.BINDING_REQUEST, transaction)
                .add(StunMessage.USERNAME, (theirFragment + ":" + fragment).getBytes(StandardCharsets.UTF_8))
                .add(StunMessage.PRIORITY, new byte[] {1, 2, 3, 4});
        if (use) {
            request.add(StunMessage.USE_CANDIDATE, new byte[0]);
        }
        send(request.signed(password));
        while (true) {
            byte[] packet = receive(2_000);
            StunMessage answer = StunMessage.read(packet).orElse(null);
            if (answer != null && Arrays.equals(answer.transaction(), transaction)) {
                return answer.type();
            }
        }
    }

    private void send(byte[] packet) throws IOException {
        socket.send(new DatagramPacket(packet, packet.length, to));
    }

    private byte[] receive(int millis) throws IOException {
        byte[] bytes = new byte[2_048];
        DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
        socket.setSoTimeout(Math.max(1, millis));
        socket.receive(packet);
        return Arrays.copyOf(bytes, packet.getLength());
    }

    void shakeHands() throws IOException {
        Client client = new Client();
        new DTLSClientProtocol().connect(client, new DatagramTransport() {
            @Override
            public int getReceiveLimit() {
                return 2_048;
            }

            @Override
            public int getSendLimit() {
                return 1_200;
            }

            @Override
            public int receive(byte[] buffer, int at, int length, int waitMillis) throws IOException {
                try {
                    byte[] packet = Browser.this.receive(waitMillis);
                    System.arraycopy(packet, 0, buffer, at, packet.length);
                    return packet.length;
                } catch (SocketTimeoutException none) {
                    return -1;
                }
            }

            @Override
            public void send(byte[] buffer, int at, int length) throws IOException {
                Browser.this.send(Arrays.copyOfRange(buffer, at, at + length));
            }

            @Override
            public void close() {}
        });
        protects = new Srtp(SrtpSuite.AES_CM_128_HMAC_SHA1_80, master(client.material, 0));
        opens = new Srtp(SrtpSuite.AES_CM_128_HMAC_SHA1_80, master(client.material, 1));
    }

    private static byte[] master(byte[] material, int side) {
        byte[] master = new byte[SrtpSuite.KEY_BYTES];
        System.arraycopy(material, 16 * side, master, 0, 16);
        System.arraycopy(material, 32 + 14 * side, master, 16, 14);
        return master;
    }

    void speak() throws IOException {
        byte[] bytes = new byte[256];
        for (int i = 0; i < Sound.FRAME; i++) {
            bytes[Rtp.HEADER + i] =
                    G711.MU_LAW.encode((short) (8_000 * Math.sin(2 * Math.PI * hertz * samples++ / Sound.RATE)));
        }
        Rtp.write(bytes, 0, false, sequence++ & 0xFFFF, timestamp, 77);
        timestamp += Sound.FRAME;
        send(Arrays.copyOf(bytes, protects.protect(bytes, Rtp.HEADER + Sound.FRAME)));
    }

    /// Waits for one packet of sound.
    void listen() throws IOException {
        while (true) {
            byte[] packet = Arrays.copyOf(receive(2_000), 2_048);
            int length = Rtp.isRtcp(packet, 172) ? -1 : opens.open(packet, Rtp.HEADER + Sound.FRAME + 10);
            if (length > 0) {
                heard.take(Handset.spoken(Coding.PCMU, decoder, packet, length));
                return;
            }
        }
    }

    /// Waits for a packet of the handshake's own protocol that is an alert.
    void awaitGoodbye() throws IOException {
        while ((receive(2_000)[0] & 0xFF) != 21) {
            continue;
        }
    }

    double hears(double tone, int millis) {
        short[] all = heard.sound().samples();
        int count = Math.min(all.length, millis * Sound.RATE / 1_000);
        return Tones.amplitude(all, all.length - count, count, tone);
    }

    @Override
    public void close() {
        socket.close();
    }

    private final class Client extends DefaultTlsClient {
        private byte[] material = new byte[0];

        Client() {
            super(new BcTlsCrypto(new SecureRandom()));
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return ProtocolVersion.DTLSv12.only();
        }

        @Override
        public int getHandshakeTimeoutMillis() {
            return 3_000;
        }

        @SuppressWarnings("unchecked")
        @Override
        public Hashtable getClientExtensions() throws IOException {
            Hashtable<Object, Object> extensions = (Hashtable<Object, Object>) super.getClientExtensions();
            TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(new int[] {PROFILE}, new byte[0]));
            return extensions;
        }

        @SuppressWarnings("unchecked")
        @Override
        protected Vector getSupportedSignatureAlgorithms() {
            Vector<SignatureAndHashAlgorithm> algorithms = new Vector<>();
            algorithms.add(new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
            return algorithms;
        }

        @Override
        public TlsAuthentication getAuthentication() {
            return new TlsAuthentication() {
                @Override
                public void notifyServerCertificate(TlsServerCertificate certificate) {
                    // Its fingerprint is compared by the test of the description.
                }

                @Override
                public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
                    BcTlsCrypto crypto = (BcTlsCrypto) getCrypto();
                    return new BcDefaultTlsCredentialedSigner(
                            new TlsCryptoParameters(context),
                            crypto,
                            identity.key(),
                            new Certificate(
                                    new TlsCertificate[] {new BcTlsCertificate(crypto, identity.certificate())}),
                            new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
                }
            };
        }

        @Override
        public void notifyHandshakeComplete() throws IOException {
            super.notifyHandshakeComplete();
            material = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, 60);
        }
    }
}
