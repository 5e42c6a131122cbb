package io.rapport.server.voice;

import io.rapport.media.line.LineSettings;
import io.rapport.media.line.Lines;
import io.rapport.media.line.PhoneLine;
import io.rapport.media.line.Sound;
import io.rapport.media.line.Unacceptable;
import io.rapport.media.sdp.Sdp;
import io.rapport.media.sdp.SdpReader;
import io.rapport.media.sdp.SdpReading;
import io.rapport.media.sip.Address;
import io.rapport.media.sip.SipHeader;
import io.rapport.media.sip.SipMessage;
import io.rapport.media.sip.call.Leg;
import io.rapport.media.sip.call.LegWatcher;
import io.rapport.media.sip.call.Receptionist;
import io.rapport.media.sip.call.Referral;
import io.rapport.media.sip.call.Replaces;
import io.rapport.media.sip.call.SipEdge;
import io.rapport.media.sip.digest.Credentials;
import io.rapport.media.sip.register.Registration;
import io.rapport.media.sip.transport.UdpSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Somebody's telephone behind a trunk: calls us over real ports, and is called.
final class FarTelephone implements Receptionist, AutoCloseable {
    private static final int TENTH = Sound.RATE / 10;
    private final InetAddress here;
    private final SipEdge edge = new SipEdge(this, "Far telephone", remote -> true);
    private final UdpSocket udp;
    private final Lines lines;
    private Optional<Credentials> account = Optional.empty();
    private final BlockingQueue<Talk> called = new LinkedBlockingQueue<>();

    /// @param address of the loopback network
    FarTelephone(String address) throws IOException {
        here = InetAddress.getByName(address);
        udp = edge.udp(new InetSocketAddress(here, 0), "");
        lines = new Lines(LineSettings.anyPort(here));
    }

    String target() {
        return here.getHostAddress() + ":" + udp.bound().getPort();
    }

    /// Calls.
    ///
    /// @param from the From header without a tag
    Talk call(String from, String dialled, int port, SipHeader... more) throws IOException {
        PhoneLine line = lines.phone(remote -> true);
        Talk talk = new Talk(line);
        talk.dialled = dialled;
        String uri = "sip:" + dialled + "@127.0.0.1:" + port;
        talk.leg = Optional.of(edge.calls()
                .call(
                        Address.of("<" + uri + ">").orElseThrow().uri(),
                        from,
                        "<" + uri + ">",
                        List.of(more),
                        line.offer(),
                        account,
                        udp.to(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
                        talk));
        return talk;
    }

    /// It stands on a desk from now on.
    void registers(String user, String password, int port) throws IOException {
        account = Optional.of(new Credentials(user, password));
        String server = "127.0.0.1:" + port;
        edge.calls()
                .register(
                        new Registration.Order(
                                Address.of("<sip:" + server + ">").orElseThrow().uri(),
                                "sip:" + user + "@" + server,
                                user,
                                account.get(),
                                Duration.ofMinutes(2)),
                        udp.to(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
                        new Registration.Watcher() {
                            @Override
                            public void registered(Duration lasts) {}

                            @Override
                            public void refused(int status, String reason) {}

                            @Override
                            public void unanswered() {}
                        });
    }

    @Override
    public void called(Leg leg, SipMessage.Request invite) {
        try {
            Talk talk = new Talk(lines.phone(remote -> true));
            talk.leg = Optional.of(leg);
            talk.dialled = invite.uri().text();
            leg.watch(talk);
            leg.ring();
            called.add(talk);
        } catch (IOException noPort) {
            throw new java.io.UncheckedIOException(noPort);
        }
    }

    /// The next who calls here.
    Talk rung() throws InterruptedException {
        return Optional.ofNullable(called.poll(20, TimeUnit.SECONDS))
                .orElseThrow(() -> new AssertionError("nobody called within 20 s"));
    }

    @Override
    public void close() throws Exception {
        edge.close();
        lines.close();
    }

    /// One call as its far side hears it.
    static final class Talk implements LegWatcher {
        private final PhoneLine line;
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private volatile Optional<Leg> leg = Optional.empty();
        private volatile String dialled = "";
        private final BlockingQueue<Referral> referrals = new LinkedBlockingQueue<>();
        private volatile boolean connects;

        Talk(PhoneLine line) {
            this.line = line;
        }

        @Override
        public void ringing(Optional<Sdp> early) {
            heard.add("ringing");
        }

        @Override
        public void up(Optional<Sdp> answer) {
            try {
                if (answer.isPresent()) {
                    line.agreed(answer.get());
                }
                heard.add("up");
            } catch (Unacceptable otherwise) {
                heard.add("disagreed");
            }
        }

        @Override
        public void ended(Ending how) {
            // Who goes on speaking would be heard by whoever gets that port next.
            line.close();
            heard.add(
                    switch (how) {
                        case Ending.ByThem _ -> "ended by them";
                        case Ending.ByUs _ -> "ended by us";
                        case Ending.Refused refused -> "refused " + refused.status();
                        case Ending.Lost _ -> "lost";
                    });
        }

        /// Waits until this is heard; what came before it is forgotten.
        void hears(String what) throws InterruptedException {
            for (String next = heard.poll(20, TimeUnit.SECONDS);
                    next != null;
                    next = heard.poll(20, TimeUnit.SECONDS)) {
                if (next.equals(what)) {
                    return;
                }
            }
            throw new AssertionError("not heard within 20 s: " + what);
        }

        boolean heardNothing() {
            return heard.isEmpty();
        }

        String dialled() {
            return dialled;
        }

        /// It asks to be put through to somebody.
        void refers(String uri, List<String> told) {
            leg.orElseThrow()
                    .refer(Address.of("<" + uri + ">").orElseThrow().uri(), status -> told.add("done " + status));
        }

        /// Puts us on hold.
        void holds() {
            String held = line.offerAgain().text().replace("a=sendrecv", "a=sendonly");
            leg.orElseThrow().offer(((SdpReading.Whole) SdpReader.read(held)).sdp());
        }

        /// It asks to connect this call with another of its own.
        void joins(Talk other, List<String> told) throws Exception {
            Replaces named =
                    other.leg.orElseThrow().named().get(10, TimeUnit.SECONDS).orElseThrow();
            refers("sip:" + other.dialled + "@127.0.0.1?" + named.header(), told);
        }

        /// Waits until it is asked to put us through.
        Referral referral() throws InterruptedException {
            return Optional.ofNullable(referrals.poll(20, TimeUnit.SECONDS))
                    .orElseThrow(() -> new AssertionError("asked for nothing within 20 s"));
        }

        @Override
        public void referred(Referral referral) {
            if (connects) {
                referrals.add(referral);
            } else {
                referral.refuse(603);
            }
        }

        /// From now on it may be asked to put us through.
        void connects() {
            connects = true;
        }

        void answer() throws Unacceptable {
            Leg here = leg.orElseThrow();
            here.accept(line.answer(here.offer().orElseThrow()));
        }

        void refuse(int status) {
            leg.orElseThrow().refuse(status);
        }

        void says(double hertz) {
            line.play(Sound.tone(hertz, 2_000, 0.5), true);
        }

        /// Its cord is cut, though nobody has hung up: no sound and no report goes or comes any more.
        void isCut() {
            line.close();
        }

        void listens() {
            line.record(60_000);
        }

        /// What came since it listened.
        Sound heardSound() throws Exception {
            return line.stopRecording().get(10, TimeUnit.SECONDS);
        }

        void hangUp() {
            leg.orElseThrow().hangUp();
        }
    }

    /// How much of this tone is in a sound: near 0 for none, up to 1 (Goertzel's algorithm). A moment that is
    /// missing shifts the tone, so a tenth of a second is looked at each time.
    static double share(Sound sound, double hertz) {
        short[] samples = sound.samples();
        double tone = 0;
        double energy = 0;
        for (int from = 0; from + TENTH <= samples.length; from += TENTH) {
            tone += power(samples, from, hertz);
            for (int i = from; i < from + TENTH; i++) {
                energy += (double) samples[i] * samples[i];
            }
        }
        return energy == 0 ? 0 : tone / energy;
    }

    private static double power(short[] samples, int from, double hertz) {
        double coefficient = 2 * Math.cos(2 * Math.PI * hertz / Sound.RATE);
        double before = 0;
        double last = 0;
        for (int i = from; i < from + TENTH; i++) {
            double next = samples[i] + coefficient * last - before;
            before = last;
            last = next;
        }
        return 2 * (before * before + last * last - coefficient * before * last) / TENTH;
    }
}
