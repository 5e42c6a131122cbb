package io.rapport.media.line;

import io.rapport.media.codec.Coding;
import io.rapport.media.codec.G711;
import io.rapport.media.mailbox.Mailbox;
import io.rapport.media.quality.Signs;
import io.rapport.media.rtp.Rtcp;
import io.rapport.media.rtp.Rtp;
import io.rapport.media.sdp.Direction;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// One party of a call, as sound: what comes from it and what it hears. Any thread may ask anything of it; it happens
/// on the loop, in order.
public abstract sealed class Line permits PhoneLine, BrowserLine {
    private static final int REPORT_LOOKS = 5 * MediaLoop.LOOKS;
    private static final long UNHEARD_NANOS = 20_000_000_000L;

    /// Comfort noise (RFC 3389): some send it without having said so.
    private static final int COMFORT_NOISE = 13;

    /// Larger packets are none of sound.
    private static final int MOST_PASSED = 1_400;

    /// Where others in the room say nothing for longer, silence is said: carriers end calls in which nothing comes.
    private static final long MOST_SILENT_NANOS = 1_000_000_000;

    final MediaLoop loop;
    private final Mailbox mailbox;
    private final String name = Integer.toHexString(ThreadLocalRandom.current().nextInt());
    private final Outflow out;
    private final Inflow in = new Inflow(System.nanoTime());
    private final Keys keys = new Keys();
    private final Ear ear = new Ear();
    private final Symptoms symptoms = new Symptoms();
    private final byte[] loudness = new byte[Loudness.PARTS];
    private final Voice voice = new Voice();
    private final short[] frame = new short[Sound.FRAME];
    private final byte[] report = new byte[256];
    private final OwnSound own;
    private final MediaLoop.Beating looking = this::look;
    /// Each begins elsewhere: all reports at once would hold up every call.
    private int looks = ThreadLocalRandom.current().nextInt(REPORT_LOOKS);

    private Optional<LineWatcher> watcher = Optional.empty();
    private @Nullable Voiced voiced;
    private Direction direction = Direction.SENDRECV;
    private @Nullable Room room;
    private @Nullable Recorder recorder;
    private Tape.@Nullable Tap tap;
    private boolean connected;
    private boolean unheard;
    private boolean muted;
    private int generated;
    private long passed;
    private long rewritten;
    private long made;
    private volatile LineQuality quality = new LineQuality(0, 0, 0, 0, -1, -1, 4.4, 0);

    Line(MediaLoop loop, Mailbox mailbox) {
        this.loop = loop;
        this.out = new Outflow(loop.outgoingPacket());
        this.mailbox = mailbox;
        this.own = new OwnSound(loop, this::sound);
        loop.execute(() -> loop.joinLooks(looking));
    }

    // -------------------------------------------------------------------------------------------------- for any thread

    /// Who hears of it from now on.
    public void watch(LineWatcher by) {
        loop.execute(() -> {
            watcher = Optional.of(by);
            if (connected) {
                tell(LineWatcher::connected);
            }
        });
    }

    /// Lets it hear this instead of its room, from now on.
    ///
    /// @param again over and over; else the watcher hears of the end
    public void play(Sound sound, boolean again) {
        loop.execute(() -> own.play(new Playing(sound, again)));
    }

    /// Lets it hear its room.
    public void stopPlaying() {
        loop.execute(own::stopPlaying);
    }

    /// Begins to keep what comes from its far side; what was kept before is forgotten.
    ///
    /// @param mostMillis then the watcher hears that it is full
    public void record(int mostMillis) {
        loop.execute(() -> recorder = new Recorder(mostMillis));
    }

    /// Ends that.
    ///
    /// @return what was kept; nothing where nothing was
    public CompletableFuture<Sound> stopRecording() {
        CompletableFuture<Sound> kept = new CompletableFuture<>();
        loop.execute(() -> {
            kept.complete(recorder == null ? new Sound(new short[0]) : recorder.sound());
            recorder = null;
        });
        return kept;
    }

    /// Presses keys for the far side, one after the other.
    ///
    /// @param pressed of `0` to `9`, `*`, `#`, `A` to `D`; others are left out
    public void press(String pressed) {
        loop.execute(() -> {
            own.press(pressed);
            forgetVainKeys();
        });
    }

    /// Where their end knows no keys nobody would ever take them, and nothing else would be heard.
    private void forgetVainKeys() {
        if (voiced != null && voiced.keys().isEmpty()) {
            own.presses().forget();
        }
    }

    /// They muted themselves, or no more: their silence is meant.
    public void muted(boolean now) {
        loop.execute(() -> muted = now);
    }

    /// How it sounds, as of the last five seconds.
    public LineQuality quality() {
        return quality;
    }

    /// How what it let its far side hear so far came about.
    public CompletableFuture<Passage> passage() {
        CompletableFuture<Passage> now = new CompletableFuture<>();
        loop.execute(() -> now.complete(new Passage(passed, rewritten, made)));
        return now;
    }

    /// Ends it: its ports are free again. Nothing is told of it any more.
    public void close() {
        loop.execute(() -> {
            watcher = Optional.empty();
            own.close();
            loop.leaveLooks(looking);
            if (room != null) {
                room.left(this);
            }
            shut();
        });
    }

    // ---------------------------------------------------------------------------------------------------- on the loop

    /// Frees what it holds.
    abstract void shut();

    /// Sends one packet of sound that stands at the beginning of the bytes, with room behind it.
    abstract void transmit(byte[] packet, int length);

    abstract void transmitReport(byte[] packet, int length);

    /// Whether there is somewhere to send to.
    abstract boolean reachable();

    final void agreed(Voiced now, Direction ours) {
        voiced = now;
        forgetVainKeys();
        direction = ours;
        if (room != null) {
            room.alike();
        }
    }

    /// How its far side speaks; empty until that is agreed.
    final Optional<Coding> speaks() {
        return Optional.ofNullable(voiced).map(voice::spoken);
    }

    /// How it was agreed to speak where nothing else decides; empty until that is agreed.
    final Optional<Coding> first() {
        return Optional.ofNullable(voiced).map(Voiced::first);
    }

    final boolean takes(Coding coding) {
        return voiced != null && voiced.speaks(coding);
    }

    /// Another is alone with it in a room: it had better speak as they do.
    abstract void suit(Line other);

    final void connected() {
        if (!connected) {
            connected = true;
            tell(LineWatcher::connected);
        }
    }

    /// Its far side is there, though it says nothing.
    final void alive(long nanos) {
        in.alive(nanos);
        unheard = false;
    }

    final void tell(java.util.function.Consumer<LineWatcher> what) {
        watcher.ifPresent(by -> mailbox.post(() -> what.accept(by)));
    }

    @Nullable
    Room room() {
        return room;
    }

    void enter(@Nullable Room other) {
        room = other;
    }

    /// What comes from it is kept there as well, or nowhere.
    final void taped(Tape.@Nullable Tap by) {
        tap = by;
    }

    final Symptoms symptoms() {
        return symptoms;
    }

    final Signs signs(boolean expected) {
        return symptoms.signs(
                ear, expected && voiced != null && direction.receives(), voiced != null && !busy(), muted);
    }

    /// How loud each part of what they said last was.
    final byte[] loudness() {
        return ear.loudness();
    }

    /// One packet of sound has come, its protection taken off.
    final void heard(byte[] packet, int length, long nanos) {
        if (voiced == null || !Rtp.isPacket(packet, length)) {
            return;
        }
        if (!in.hasFloor(packet, nanos)) {
            symptoms.doubled(1);
            return;
        }
        int type = Rtp.payloadType(packet);
        Coding coding = voiced.heard(type);
        if (coding != null) {
            came(packet, coding.clockRate(), nanos);
            speaks(coding, packet, Rtp.headerLength(packet, length), Rtp.payloadLength(packet, length), nanos);
        } else if (voiced.isKeys(type)) {
            came(packet, in.clockRate(), nanos);
            ear.pressed();
            keys.pressed(packet, length).ifPresent(this::keyed);
            if (room != null) {
                room.pressed(this, packet, length, in.time(), nanos);
            }
        } else if (type == COMFORT_NOISE) {
            came(packet, in.clockRate(), nanos);
            ear.rustle(Rtp.source(packet), Rtp.sequence(packet), in.time());
        }
    }

    private void keyed(char key) {
        tell(by -> by.pressed(key));
        if (room != null) {
            room.pressed(this, key);
        }
    }

    private void came(byte[] packet, int clockRate, long nanos) {
        long before = in.restarts();
        in.came(packet, clockRate, nanos);
        symptoms.doubled(Math.max(0, in.restarts() - before));
        unheard = false;
    }

    private void speaks(Coding coding, byte[] packet, int from, int count, long nanos) {
        Spoken spoken = loop.spoken();
        spoken.take(coding, voice.decoder(coding), packet, from, count, in.time());
        if (spoken.count() == 0) {
            return;
        }
        ear.listen(spoken);
        if (ear.audible()) {
            in.audible(nanos);
        }
        symptoms.said(ear, spoken.time(), loop.beat());
        if (recorder != null && !recorder.full()) {
            recorder.take(spoken);
            if (recorder.full()) {
                tell(LineWatcher::full);
            }
        }
        if (tap != null) {
            tap.take(spoken);
        }
        boolean otherwise = voice.changed(coding);
        if (room != null) {
            if (otherwise) {
                room.alike();
            }
            room.heard(this, spoken, nanos);
        }
    }

    /// What another in its room says: as it came where they take that, else written anew.
    final void relay(Line other, Spoken spoken, long nanos) {
        Voiced now = voiced;
        if (isAstray(other) || now == null || busy()) {
            return;
        }
        Coding coding = spoken.coding();
        boolean whole = spoken.count() == Sound.FRAME;
        if (now.speaks(coding)
                && spoken.bytes() <= MOST_PASSED
                && (whole || coding.law().isEmpty())) {
            pass(other, spoken, now.number(coding), nanos);
            return;
        }
        Coding theirs = now.speaks(coding) ? coding : voice.spoken(now);
        if (whole && coding.law().isPresent() && theirs.law().isPresent()) {
            translate(other, spoken, theirs.law().get(), now.number(theirs), nanos);
        } else {
            rewrite(other, spoken, theirs, now.number(theirs), nanos);
        }
    }

    private void pass(Line other, Spoken spoken, int number, long nanos) {
        begin(other, spoken, spoken.coding(), number, nanos);
        System.arraycopy(spoken.packet(), spoken.from(), out.bytes(), Rtp.HEADER, spoken.bytes());
        passed++;
        tellsOn(other, spoken.bytes());
    }

    /// From one law to the other: each sample is a byte of its own.
    private void translate(Line other, Spoken spoken, G711 law, int number, long nanos) {
        begin(other, spoken, law == G711.A_LAW ? Coding.PCMA : Coding.PCMU, number, nanos);
        law.encode(spoken.samples(), 0, out.bytes(), Rtp.HEADER, Sound.FRAME);
        rewritten++;
        tellsOn(other, Sound.FRAME);
    }

    private void begin(Line other, Spoken spoken, Coding coding, int number, long nanos) {
        out.clock(coding.clockRate());
        out.header(other, spoken.source(), number, spoken.marker(), spoken.sequence(), spoken.time(), nanos);
    }

    private void rewrite(Line other, Spoken spoken, Coding coding, int number, long nanos) {
        Rewriting rewriting = voice.rewriting(other);
        rewriting.take(spoken, (samples, sequence, time) -> {
            out.clock(coding.clockRate());
            out.header(rewriting, spoken.source(), number, false, sequence, time, nanos);
            int bytes = voice.encoder(coding).encode(samples, 0, Sound.FRAME, out.bytes(), Rtp.HEADER);
            if (bytes > 0) {
                rewritten++;
                tellsOn(other, bytes);
            }
        });
    }

    private void tellsOn(Line other, int bytes) {
        symptoms.heard(other.loudness(), out.time(), loop.beat());
        send(bytes);
    }

    /// Nothing reaches anybody from outside their room, whatever goes wrong in it: checked where it leaves.
    private boolean isAstray(Line other) {
        boolean astray = other == this || room == null || other.room() != room;
        if (astray) {
            symptoms.astray();
        }
        return astray;
    }

    /// Keys that another in its room pressed.
    final void relayKeys(Line other, byte[] packet, int length, long time, long nanos) {
        Voiced now = voiced;
        int count = Rtp.payloadLength(packet, length);
        if (isAstray(other) || now == null || busy() || now.keys().isEmpty() || count > 40) {
            return;
        }
        out.header(other, Rtp.source(packet), now.keys().get(), Rtp.marker(packet), Rtp.sequence(packet), time, nanos);
        System.arraycopy(packet, Rtp.headerLength(packet, length), out.bytes(), Rtp.HEADER, count);
        send(count);
    }

    /// What a room of several says, one frame.
    final void say(Object origin, short[] samples, long beat, long nanos) {
        if (origin != room) {
            symptoms.astray();
        } else if (!busy()) {
            Loudness.of(samples, loudness);
            generate(origin, samples, beat, nanos);
            symptoms.heard(loudness, out.time(), beat);
        }
    }

    /// Whether it hears something else than its room.
    private boolean busy() {
        return own.isThere() || !mayHear();
    }

    private boolean mayHear() {
        return reachable() && direction.sends();
    }

    private void generate(Object origin, short[] samples, long beat, long nanos) {
        if (voiced == null) {
            return;
        }
        Coding coding = voice.spoken(voiced);
        generated = generated + 1 & 0xFFFF;
        out.clock(coding.clockRate());
        out.header(origin, 0, voiced.number(coding), false, generated, beat * Sound.FRAME, nanos);
        int bytes = voice.encoder(coding).encode(samples, 0, Sound.FRAME, out.bytes(), Rtp.HEADER);
        if (bytes > 0) {
            made++;
            send(bytes);
        }
    }

    private void send(int payload) {
        out.sent(payload);
        symptoms.sent();
        transmit(out.bytes(), Rtp.HEADER + payload);
    }

    private void sound(long beat, long nanos) {
        KeyPresses presses = own.presses();
        Playing playing = own.playing();
        if (!own.isThere()) {
            own.rest();
        } else if (presses.pressing() && voiced != null && voiced.keys().isPresent() && mayHear()) {
            int payload = presses.beat(out, voiced.keys().get(), beat, nanos);
            if (payload > 0) {
                send(payload);
            }
        } else if (playing != null && mayHear()) {
            playing.next(frame);
            generate(playing, frame, beat, nanos);
            if (playing.isOver()) {
                own.stopPlaying();
                tell(LineWatcher::played);
            }
        }
    }

    private void look(long number, long nanos) {
        looks++;
        if (looks % MediaLoop.LOOKS == 0) {
            loop.whenIdle(() -> symptoms.look(loop.beat()));
        }
        if (looks % REPORT_LOOKS == 0) {
            report(nanos);
        }
        if (room != null && !busy() && out.hasSent() && nanos - out.lastNanos() > MOST_SILENT_NANOS) {
            Arrays.fill(frame, (short) 0);
            generate(voice, frame, loop.beat(), nanos);
        }
    }

    private void report(long nanos) {
        long millis = System.currentTimeMillis();
        var blocks = in.blocks(millis);
        quality = in.quality(nanos);
        if (connected && !unheard && nanos - in.lastNanos() > UNHEARD_NANOS && direction.receives()) {
            unheard = true;
            tell(LineWatcher::unheard);
        }
        if (reachable() && out.hasSent()) {
            transmitReport(report, Rtcp.write(report, out.sending(nanos), blocks, millis, name));
        }
    }

    final void reported(byte[] packet, int length) {
        Rtcp.read(packet, length).ifPresent(told -> {
            in.told(told, out.source(), System.currentTimeMillis());
            symptoms.told(told, out);
        });
    }
}
