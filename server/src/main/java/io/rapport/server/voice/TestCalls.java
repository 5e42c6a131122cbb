package io.rapport.server.voice;

import io.rapport.media.line.Lines;
import io.rapport.media.line.PhoneLine;
import io.rapport.media.line.Sound;
import io.rapport.media.line.Unacceptable;
import io.rapport.media.sdp.Sdp;
import io.rapport.media.sip.Address;
import io.rapport.media.sip.SipHeader;
import io.rapport.media.sip.call.Leg;
import io.rapport.media.sip.call.LegWatcher;
import io.rapport.media.sip.call.SipEdge;
import io.rapport.media.sip.transport.UdpSocket;
import io.rapport.server.channel.Door;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.voice.sound.Prompts;
import io.rapport.server.web.Language;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Calls one of our own numbers as a stranger's telephone would: from a port of its own on this machine, by SIP, with
/// sound. Where somebody answers it lets them hear two short tones; where a message can be left it leaves one; else it
/// hangs up.
public final class TestCalls {
    /// What bears the name that tells a test from a customer; read of nobody but such a call.
    static final String TOKEN = "X-Rapport-Test";

    /// It rings at most so long: nobody need run for it.
    static final Duration RINGS = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration MESSAGE = Duration.ofSeconds(4);
    private static final int LOOKS = 6;
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration GREETED = Duration.ofSeconds(3);

    private final VoiceSettings settings;
    private final TestGuests guests;
    private final OpenLines lines;
    private final Prompts prompts;
    private final Supplier<Optional<Integer>> port;

    /// @param port of SIP; empty while it is not open
    TestCalls(
            VoiceSettings settings,
            TestGuests guests,
            OpenLines lines,
            Prompts prompts,
            Supplier<Optional<Integer>> port) {
        this.settings = settings;
        this.guests = guests;
        this.lines = lines;
        this.prompts = prompts;
        this.port = port;
    }

    /// What came of it.
    public enum Outcome {
        /// Nobody answered while it rang; the caller hung up and is owed a call.
        HUNG_UP,
        /// Nobody is there now; a message was left.
        LEFT_A_MESSAGE,
        ANSWERED
    }

    /// Whether there is a telephone to call.
    public boolean open() {
        return port.get().isPresent() && lines.now().isPresent();
    }

    /// Blocks for some seconds.
    ///
    /// @param team whose number it is
    /// @param subject what the call is about
    /// @param token the signed name of the test
    /// @param rang called once it rings or is answered
    /// @param person whether one of us has answered, and no machine; asked some times
    /// @throws IOException when it did not come to ring; says why
    public Outcome call(Door door, TeamId team, String subject, String token, Runnable rang, BooleanSupplier person)
            throws IOException, InterruptedException {
        InetAddress here = host();
        Lines sound = lines.now().orElseThrow(TestCalls::closed);
        int to = port.get().orElseThrow(TestCalls::closed);
        try (Caller caller = new Caller(sound.phone(here::equals), here)) {
            caller.dial(door, subject, token, new InetSocketAddress(here, to));
            if (!caller.heard(caller.rings, PATIENCE)) {
                throw new IOException("it did not ring" + caller.why());
            }
            rang.run();
            if (!caller.heard(caller.up, RINGS)) {
                return Outcome.HUNG_UP;
            }
            boolean answered = caller.isSo(person);
            caller.speak(answered ? GREETED : MESSAGE.plus(longest(team)), answered);
            return answered ? Outcome.ANSWERED : Outcome.LEFT_A_MESSAGE;
        }
    }

    /// For how long it is told at most that a message can be left.
    private Duration longest(TeamId team) {
        return Duration.ofMillis(Stream.of(Language.values())
                .map(language -> prompts.voice(team, language))
                .flatMap(voice -> Stream.of(voice.voicemail(), voice.closed()))
                .mapToInt(Sound::millis)
                .max()
                .orElse(0));
    }

    private static IOException closed() {
        return new IOException("the telephone is not open");
    }

    /// An address that stands for all of the machine's is reached at the loopback one.
    private InetAddress host() throws IOException {
        InetAddress bound = InetAddress.getByName(settings.address());
        return bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound;
    }

    private final class Caller implements LegWatcher, AutoCloseable {
        private final PhoneLine line;
        private final SipEdge edge;
        private final UdpSocket udp;
        private final CompletableFuture<Boolean> rings = new CompletableFuture<>();
        private final CompletableFuture<Boolean> up = new CompletableFuture<>();
        private final CompletableFuture<Ending> over = new CompletableFuture<>();
        private Optional<Leg> leg = Optional.empty();

        Caller(PhoneLine line, InetAddress here) throws IOException {
            this.line = line;
            edge = new SipEdge((other, invite) -> other.refuse(486), "Rapport test call", here::equals);
            try {
                udp = edge.udp(new InetSocketAddress(here, 0), "");
            } catch (IOException noPort) {
                line.close();
                throw noPort;
            }
            guests.expect(udp.bound());
        }

        void dial(Door door, String subject, String token, InetSocketAddress to) throws IOException {
            String host = to.getAddress().getHostAddress();
            String uri =
                    "sip:" + door.address() + "@" + (host.contains(":") ? "[" + host + "]" : host) + ":" + to.getPort();
            leg = Optional.of(edge.calls()
                    .call(
                            Address.of("<" + uri + ">")
                                    .map(Address::uri)
                                    .orElseThrow(() -> new IOException("this is no number: " + door.address())),
                            "<sip:anonymous@anonymous.invalid>",
                            "<" + uri + ">",
                            List.of(new SipHeader("Subject", subject), new SipHeader(TOKEN, token)),
                            line.offer(),
                            udp.to(to),
                            this));
        }

        boolean heard(CompletableFuture<Boolean> what, Duration patience) throws InterruptedException {
            try {
                return what.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException not) {
                return false;
            }
        }

        /// What was answered is written down a moment later.
        boolean isSo(BooleanSupplier what) throws InterruptedException {
            for (int look = 0; look < LOOKS; look++) {
                if (what.getAsBoolean()) {
                    return true;
                }
                heard(over.thenApply(how -> true), LOOK);
            }
            return false;
        }

        String why() {
            return over.getNow(null) instanceof Ending.Refused(int status, String reason)
                    ? ": " + status + " " + reason
                    : "";
        }

        /// A tone, over and over, for as long as they tell that a message can be left, and longer; or two short ones.
        void speak(Duration lasts, boolean person) throws InterruptedException {
            Sound beep = Sound.tone(880, 300, 0.3);
            Sound pause = Sound.silence(200);
            Sound said = person ? beep.then(pause).then(beep) : beep.then(pause);
            line.play(said, !person);
            try {
                over.get(lasts.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException enough) {
                leg.ifPresent(Leg::hangUp);
            }
        }

        @Override
        public void ringing(Optional<Sdp> early) {
            rings.complete(true);
        }

        @Override
        public void up(Optional<Sdp> answer) {
            try {
                line.agreed(answer.orElseThrow(() -> new Unacceptable("no answer")));
                rings.complete(true);
                up.complete(true);
            } catch (Unacceptable otherwise) {
                rings.complete(false);
                up.complete(false);
            }
        }

        @Override
        public void ended(Ending how) {
            over.complete(how);
            rings.complete(false);
            up.complete(false);
        }

        @Override
        public void close() throws IOException {
            try {
                leg.ifPresent(Leg::hangUp);
                heardTheEnd();
                edge.settle(PATIENCE);
                edge.close();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (Exception gone) {
                throw new IOException(gone);
            } finally {
                guests.forget(udp.bound());
                line.close();
            }
        }

        /// What was said last must still go out, again if need be.
        private void heardTheEnd() throws InterruptedException {
            try {
                over.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException unheard) {
                // Then the house finds out by itself.
            }
        }
    }
}
