package io.rapport.media.line;

import io.rapport.media.codec.Coding;
import io.rapport.media.codec.G711;
import io.rapport.media.rtp.Rtp;
import io.rapport.media.rtp.Srtp;
import io.rapport.media.sdp.Attribute;
import io.rapport.media.sdp.Connection;
import io.rapport.media.sdp.Media;
import io.rapport.media.sdp.Sdp;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The far end of a telephone line, by hand: sends packets of a tone, keeps what comes.
final class Handset implements AutoCloseable {
    static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final DatagramSocket socket = new DatagramSocket(new InetSocketAddress(HERE, 0));
    private final Recorder heard = new Recorder(60_000);
    private final List<Integer> sequences = new ArrayList<>();
    private final List<Integer> types = new ArrayList<>();
    private final List<Long> timestamps = new ArrayList<>();
    private final double hertz;
    private final List<Coding> codings;
    private final Coding coding;
    private final Coding.Encoder encoder;
    private final Coding.Decoder decoder;
    private int frame = Sound.FRAME;
    private Optional<Srtp> protects = Optional.empty();
    private Optional<Srtp> opens = Optional.empty();
    private InetSocketAddress to = new InetSocketAddress(HERE, 9);
    private int source = 0x1234567;
    private int sequence = 65_500;
    private long timestamp = 0xFFFFFF00L;
    private long samples;

    Handset(double hertz, G711 law) throws IOException {
        this(hertz, law == G711.MU_LAW ? Coding.PCMU : Coding.PCMA);
    }

    /// @param codings that it knows; it speaks by the first
    Handset(double hertz, Coding... codings) throws IOException {
        this.hertz = hertz;
        this.codings = List.of(codings);
        this.coding = codings[0];
        this.encoder = coding.encoder();
        this.decoder = coding.decoder();
        socket.setSoTimeout(2_000);
    }

    /// One packet as our lines take it.
    static Spoken spoken(Coding coding, Coding.Decoder by, byte[] packet, int length) {
        Spoken spoken = new Spoken();
        long time = Rtp.timestamp(packet) / (coding.clockRate() / Sound.RATE);
        spoken.take(coding, by, packet, Rtp.HEADER, length - Rtp.HEADER, time);
        return spoken;
    }

    int payloadType() {
        return number(coding);
    }

    private static int number(Coding coding) {
        return coding == Coding.OPUS ? 111 : coding.number();
    }

    /// Packets of another length than 20 milliseconds.
    void packets(int millis) {
        frame = millis * Sound.RATE / 1_000;
    }

    /// What it offers, or answers.
    Sdp describe(String protocol, List<Attribute> more) {
        Connection here = new Connection(4, HERE.getHostAddress());
        List<Attribute> attributes = new ArrayList<>(more);
        List<String> formats = new ArrayList<>();
        for (Coding one : codings) {
            formats.add(Integer.toString(number(one)));
            attributes.add(new Attribute(
                    "rtpmap",
                    number(one) + " " + one.registered() + "/" + one.clockRate()
                            + (one.channels() == 1 ? "" : "/" + one.channels())));
        }
        formats.add("96");
        attributes.add(new Attribute("rtpmap", "96 telephone-event/8000"));
        return new Sdp(
                new Sdp.Origin("-", "1", "1", here),
                "-",
                Optional.of(here),
                List.of(),
                List.of(new Media("audio", socket.getLocalPort(), protocol, formats, Optional.empty(), attributes)));
    }

    Sdp describe() {
        return describe("RTP/AVP", List.of());
    }

    void sendTo(Sdp described) {
        to = new InetSocketAddress(HERE, described.media().getFirst().port());
    }

    void sendTo(InetSocketAddress other) {
        to = other;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(HERE, socket.getLocalPort());
    }

    void protect(Srtp ours, Srtp theirs) {
        protects = Optional.of(ours);
        opens = Optional.of(theirs);
    }

    /// One packet of 20 milliseconds.
    void speak() throws IOException {
        byte[] bytes = new byte[1_500];
        short[] said = new short[frame];
        for (int i = 0; i < frame; i++) {
            said[i] = (short) (8_000 * Math.sin(2 * Math.PI * hertz * samples++ / Sound.RATE));
        }
        send(bytes, payloadType(), encoder.encode(said, 0, frame, bytes, Rtp.HEADER));
        passes(frame);
    }

    private void passes(int count) {
        timestamp = timestamp + (long) count * (coding.clockRate() / Sound.RATE) & 0xFFFFFFFFL;
    }

    /// One that gets lost on the way.
    void speakInVain() {
        samples += frame;
        sequence = sequence + 1 & 0xFFFF;
        passes(frame);
    }

    void press(char key) throws IOException {
        for (int i = 1; i <= 6; i++) {
            byte[] bytes = new byte[256];
            bytes[Rtp.HEADER] = (byte) Keys.ALL.indexOf(key);
            bytes[Rtp.HEADER + 1] = (byte) (i > 3 ? 0x8A : 0x0A);
            bytes[Rtp.HEADER + 2] = (byte) (Math.min(i, 4) * Sound.FRAME >> 8);
            bytes[Rtp.HEADER + 3] = (byte) (Math.min(i, 4) * Sound.FRAME);
            send(bytes, 96, 4);
        }
        passes(6 * Sound.FRAME);
    }

    private void send(byte[] bytes, int type, int payload) throws IOException {
        Rtp.write(bytes, type, false, sequence, timestamp, source);
        sequence = sequence + 1 & 0xFFFF;
        int length = Rtp.HEADER + payload;
        int sent = protects.isPresent() ? protects.get().protect(bytes, length) : length;
        socket.send(new DatagramPacket(bytes, sent, to));
    }

    void sendRaw(byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, to));
    }

    /// As another telephone would go on, with numbers of its own.
    void beginAnew() {
        source++;
        sequence = 7;
        timestamp = 5_000_000;
    }

    /// Waits for one packet.
    void listen() throws IOException {
        byte[] bytes = new byte[1_500];
        DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
        socket.receive(packet);
        int length = opens.isPresent() ? opens.get().open(bytes, packet.getLength()) : packet.getLength();
        if (length < 0 || !Rtp.isPacket(bytes, length)) {
            return;
        }
        sequences.add(Rtp.sequence(bytes));
        types.add(Rtp.payloadType(bytes));
        timestamps.add(Rtp.timestamp(bytes));
        if (Rtp.payloadType(bytes) == payloadType()) {
            heard.take(spoken(coding, decoder, bytes, length));
        }
    }

    /// Whether anything comes within a fifth of a second.
    boolean hearsNothing() throws IOException {
        socket.setSoTimeout(200);
        try {
            int before = sequences.size();
            listen();
            return sequences.size() == before;
        } catch (SocketTimeoutException silence) {
            return true;
        } finally {
            socket.setSoTimeout(2_000);
        }
    }

    List<Integer> sequences() {
        return sequences;
    }

    List<Integer> types() {
        return types;
    }

    List<Long> timestamps() {
        return timestamps;
    }

    /// How much of a tone is in the last of what it heard.
    double hears(double tone, int millis) {
        short[] all = heard.sound().samples();
        int count = Math.min(all.length, millis * Sound.RATE / 1_000);
        return Tones.amplitude(all, all.length - count, count, tone);
    }

    short[] all() {
        short[] all = heard.sound().samples();
        return Arrays.copyOf(all, all.length);
    }

    @Override
    public void close() {
        socket.close();
    }
}
