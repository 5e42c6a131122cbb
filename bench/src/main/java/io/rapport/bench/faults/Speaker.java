package io.rapport.bench.faults;

import io.rapport.media.codec.G711;
import io.rapport.media.rtp.Reception;
import io.rapport.media.rtp.Rtcp;
import io.rapport.media.rtp.Rtp;
import io.rapport.media.rtp.Srtp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A telephone that is spoken into, with all habits of telephones: it leaves silence out or not, says that it
/// does or not, reports or not, protects what it sends or not. And one that can be made to do wrong. For one
/// thread.
final class Speaker implements AutoCloseable {
    private static final int REPORT_FRAMES = 250;

    /// What it does with silence.
    enum Habit {
        /// Sends it, as it is.
        SENDS,
        /// Sends exact silence between words.
        GATES,
        /// Sends nothing.
        LEAVES_OUT,
        /// Sends comfort noise once, then nothing (RFC 3389).
        COMFORTS
    }

    /// What it does wrong.
    enum Wrong {
        /// A second source speaks by it.
        SECOND_SOURCE,
        /// Somebody else sends to where it sends.
        ELSEWHERE,
        /// Packets made with another key are among its own.
        OTHER_KEY,
        /// It says what it hears.
        LOOPS
    }

    final DatagramChannel channel;
    private final DatagramChannel elsewhere;
    private final Random random;
    private final Voice voice;
    private final Voice other;
    private final G711 law;
    private final boolean reports;
    private final int loopFrames;
    private final int reportsAt;
    private final short[] frame = new short[Voice.FRAME];
    private final byte[] packet = new byte[512];
    private final byte[] bytes = new byte[2_048];
    private final Map<Long, byte[]> heard = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
            return size() > 200;
        }
    };
    private final Reception reception = new Reception(8_000);

    private Habit habit;
    private Voice.Doing doing = Voice.Doing.LISTENS;
    private boolean holds;
    private boolean looping;
    private long loopAt;
    private long newest;
    private Optional<Wrong> wrong = Optional.empty();
    private Optional<Srtp> protects = Optional.empty();
    private Optional<Srtp> opens = Optional.empty();
    private Optional<Srtp> otherKey = Optional.empty();
    private InetSocketAddress to = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
    private InetSocketAddress line = to;
    private int source;
    private int sequence;
    private long timestamp;
    private int otherSequence;
    private long otherTimestamp;
    private long sent;
    private int frames;
    private int quietFrames;
    private boolean leftOut;
    private int theirSource;
    private boolean hears;
    private long lastReport;
    private long lastReportMillis;

    Speaker(Random random, G711 law, Habit habit, boolean reports) throws IOException {
        this.random = random;
        this.law = law;
        this.habit = habit;
        this.reports = reports;
        voice = new Voice(new Random(random.nextLong()));
        other = new Voice(new Random(random.nextLong()));
        loopFrames = 5 + random.nextInt(60);
        reportsAt = random.nextInt(REPORT_FRAMES);
        begin();
        otherSequence = random.nextInt(0x10000);
        otherTimestamp = random.nextInt() & 0xFFFFFFFFL;
        channel = open();
        elsewhere = open();
    }

    private static DatagramChannel open() throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 18);
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return channel;
    }

    private void begin() {
        source = random.nextInt();
        sequence = random.nextInt(0x10000);
        timestamp = random.nextInt() & 0xFFFFFFFFL;
    }

    int payloadType() {
        return law == G711.MU_LAW ? 0 : 8;
    }

    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    /// @param way the beginning of it
    /// @param straight the line itself, as a stranger would find it
    void sendTo(InetSocketAddress way, InetSocketAddress straight) {
        to = way;
        line = straight;
    }

    void protect(Srtp ours, Srtp theirs, Srtp wrongOne) {
        protects = Optional.of(ours);
        opens = Optional.of(theirs);
        otherKey = Optional.of(wrongOne);
    }

    // ------------------------------------------------------------------------------------------------- what it is told

    void does(Voice.Doing now) {
        doing = now;
    }

    void wrong(Optional<Wrong> now) {
        wrong = now;
    }

    /// Sends nothing, having said so.
    void holds(boolean now) {
        holds = now;
    }

    /// Another telephone takes its place, as after a transfer at the far side.
    void beginAnew() {
        begin();
    }

    /// One key is pressed, for 100 milliseconds.
    void press(int event) throws IOException {
        for (int i = 1; i <= 8; i++) {
            packet[Rtp.HEADER] = (byte) event;
            packet[Rtp.HEADER + 1] = (byte) (i > 5 ? 0x8A : 0x0A);
            packet[Rtp.HEADER + 2] = (byte) (Math.min(i, 6) * Voice.FRAME >> 8);
            packet[Rtp.HEADER + 3] = (byte) (Math.min(i, 6) * Voice.FRAME);
            send(101, i == 1, 4);
        }
        timestamp += 6L * Voice.FRAME;
    }

    // ------------------------------------------------------------------------------------------------------ each frame

    /// The next 20 milliseconds.
    void speak() throws IOException {
        frames++;
        boolean loops = wrong.equals(Optional.of(Wrong.LOOPS));
        boolean quiet = doing != Voice.Doing.SPEAKS && !loops;
        quietFrames = quiet ? quietFrames + 1 : 0;
        // Who has just spoken is not cut off: as all that leave silence out do.
        boolean habitual = quietFrames > 12 && doing == Voice.Doing.LISTENS;
        Voice.Doing now = habitual && habit == Habit.GATES ? Voice.Doing.NOTHING : doing;
        voice.next(now, frame);
        if (holds) {
            quietFrames = 0;
        } else if (loops) {
            loop();
        } else if (habitual && (habit == Habit.LEAVES_OUT || habit == Habit.COMFORTS)) {
            leftOut = true;
            if (quietFrames == 13 && habit == Habit.COMFORTS) {
                packet[Rtp.HEADER] = 60;
                send(13, false, 1);
            }
        } else {
            law.encode(frame, 0, packet, Rtp.HEADER, Voice.FRAME);
            send(payloadType(), leftOut, Voice.FRAME);
            leftOut = false;
        }
        timestamp = timestamp + Voice.FRAME & 0xFFFFFFFFL;
        doesWrong();
        if (reports && frames % REPORT_FRAMES == reportsAt) {
            report();
        }
    }

    /// Each packet a while after it came, and nothing in place of what did not come: the delay of a loop is
    /// constant.
    private void loop() throws IOException {
        byte[] back = looping ? heardAt(loopAt) : null;
        loopAt += Voice.FRAME;
        if (back == null) {
            law.encode(frame, 0, packet, Rtp.HEADER, Voice.FRAME);
        } else {
            System.arraycopy(back, 0, packet, Rtp.HEADER, Voice.FRAME);
        }
        send(payloadType(), false, Voice.FRAME);
    }

    /// What they say begins at any time after a pause, not at whole frames after what they said before.
    private byte @Nullable [] heardAt(long time) {
        byte[] there = heard.get(time & 0xFFFFFFFFL);
        if (there != null) {
            return there;
        }
        for (Map.Entry<Long, byte[]> near : heard.entrySet()) {
            int apart = (int) (near.getKey() - time);
            if (apart >= -Voice.FRAME / 2 && apart < Voice.FRAME / 2) {
                return near.getValue();
            }
        }
        return null;
    }

    private void doesWrong() throws IOException {
        if (wrong.isEmpty() || wrong.get() == Wrong.LOOPS) {
            return;
        }
        other.next(Voice.Doing.SPEAKS, frame);
        law.encode(frame, 0, packet, Rtp.HEADER, Voice.FRAME);
        int length = Rtp.HEADER + Voice.FRAME;
        Rtp.write(packet, payloadType(), false, otherSequence, otherTimestamp, ~source);
        otherSequence = otherSequence + 1 & 0xFFFF;
        otherTimestamp = otherTimestamp + Voice.FRAME & 0xFFFFFFFFL;
        switch (wrong.get()) {
            case SECOND_SOURCE ->
                out(channel, protects.isPresent() ? protects.get().protect(packet, length) : length, to);
            case ELSEWHERE -> out(elsewhere, length, line);
            case OTHER_KEY -> out(channel, otherKey.orElseThrow().protect(packet, length), to);
            case LOOPS -> {}
        }
    }

    private void send(int type, boolean marker, int payload) throws IOException {
        Rtp.write(packet, type, marker, sequence, timestamp, source);
        sequence = sequence + 1 & 0xFFFF;
        sent++;
        int length = Rtp.HEADER + payload;
        out(channel, protects.isPresent() ? protects.get().protect(packet, length) : length, to);
    }

    private void out(DatagramChannel by, int length, InetSocketAddress where) throws IOException {
        by.send(ByteBuffer.wrap(packet, 0, length), where);
    }

    private void report() throws IOException {
        long millis = System.currentTimeMillis();
        List<Rtcp.Block> blocks = hears
                ? List.of(new Rtcp.Block(
                        theirSource,
                        reception.lostShareSince(),
                        (int) reception.lost(),
                        reception.highestSequence(),
                        reception.jitterUnits(),
                        lastReport,
                        lastReport == 0 ? 0 : (millis - lastReportMillis) * 65_536 / 1_000))
                : List.of();
        int length = Rtcp.write(
                packet, new Rtcp.Sending(source, timestamp, sent, sent * Voice.FRAME), blocks, millis, "speaker");
        out(channel, protects.isPresent() ? protects.get().protectRtcp(packet, length) : length, to);
    }

    /// Takes what has come.
    void hear() throws IOException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        while (channel.receive(in.clear()) != null) {
            take(in.position());
        }
    }

    private void take(int length) {
        if (Rtp.isRtcp(bytes, length)) {
            int plain = opens.isPresent() ? opens.get().openRtcp(bytes, length) : length;
            Rtcp.read(bytes, Math.max(0, plain)).flatMap(Rtcp.Report::sent).ifPresent(middle -> {
                lastReport = middle;
                lastReportMillis = System.currentTimeMillis();
            });
            return;
        }
        int plain = opens.isPresent() ? opens.get().open(bytes, length) : length;
        if (plain < 0 || !Rtp.isPacket(bytes, plain)) {
            return;
        }
        hears = true;
        theirSource = Rtp.source(bytes);
        reception.came(Rtp.sequence(bytes), Rtp.timestamp(bytes), System.nanoTime());
        if (plain == Rtp.HEADER + Voice.FRAME) {
            newest = Rtp.timestamp(bytes);
            if (wrong.equals(Optional.of(Wrong.LOOPS)) && (!looping || (int) (loopAt - newest) > 0)) {
                loopAt = newest - loopFrames * Voice.FRAME;
                looping = true;
            }
            heard.put(newest, Arrays.copyOfRange(bytes, Rtp.HEADER, plain));
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        elsewhere.close();
    }
}
