package io.rapport.server.voice;

import io.rapport.media.line.LineSettings;
import io.rapport.media.line.Lines;
import io.rapport.media.sip.call.Doorman;
import io.rapport.media.sip.call.SipEdge;
import io.rapport.media.sip.transport.StreamSocket;
import io.rapport.media.sip.transport.UdpSocket;
import io.rapport.server.channel.Door;
import io.rapport.server.channel.Doors;
import io.rapport.server.vocabulary.Channel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// The telephone's ports: open while the server runs. Where they are taken, the server runs without, and
/// the doors say so.
final class Exchange implements SmartLifecycle {
    private static final long BEAT_MILLIS = 250;
    private static final Logger log = LoggerFactory.getLogger(Exchange.class);

    private final VoiceSettings settings;
    private final Doors doors;
    private final Trunks trunks;
    private final Switchboard switchboard;
    private final WrapUps wrapUps;
    private final Scribe scribe;
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("voice-beat").daemon().factory());
    private volatile Optional<Open> open = Optional.empty();
    private volatile String trouble = "";
    private final ReentrantLock reporting = new ReentrantLock();
    /// What stands at the phone doors, for the beat alone.
    private String reported = "";
    private final FrontDoor frontDoor;
    private final Doorman doorman;
    private final Reception reception;
    private final PageCalls pageCalls;
    private final PickUps pickUps;
    private final Edge edge;
    private final TrunkPulse pulse;
    private final CapAlarm alarm;
    private final OpenLines lines;
    private final Registrations registrations =
            new Registrations(() -> Thread.ofVirtual().start(this::report));

    private record Open(SipEdge edge, UdpSocket udp, StreamSocket tcp, Optional<StreamSocket> tls, Lines lines) {}

    Exchange(
            VoiceSettings settings,
            Doors doors,
            Trunks trunks,
            Switchboard switchboard,
            WrapUps wrapUps,
            Scribe scribe,
            FrontDoor frontDoor,
            Doorman doorman,
            Reception reception,
            PageCalls pageCalls,
            PickUps pickUps,
            Edge edge,
            TrunkPulse pulse,
            CapAlarm alarm,
            OpenLines lines) {
        this.settings = settings;
        this.doors = doors;
        this.trunks = trunks;
        this.switchboard = switchboard;
        this.wrapUps = wrapUps;
        this.scribe = scribe;
        this.frontDoor = frontDoor;
        this.doorman = doorman;
        this.reception = reception;
        this.pageCalls = pageCalls;
        this.pickUps = pickUps;
        this.edge = edge;
        this.pulse = pulse;
        this.alarm = alarm;
        this.lines = lines;
    }

    @Override
    public synchronized void start() {
        if (!settings.enabled() || open.isPresent()) {
            return;
        }
        scribe.takeUp(row -> false);
        try {
            Open now = opened();
            lines.opened(now.lines());
            edge.opened(now.edge().calls(), now.udp(), now.tcp(), now.tls());
            open = Optional.of(now);
            trouble = "";
        } catch (IOException taken) {
            trouble = "Calls can't come in: port " + settings.port() + " of " + settings.address() + " can't be had ("
                    + taken.getMessage() + ").";
            log.error(
                    "voice not open port={} address={} cause={}",
                    settings.port(),
                    settings.address(),
                    taken.toString());
        }
        register();
        report();
        doors.onChange(this::report);
        trunks.onChange(() -> {
            register();
            report();
        });
        beats.scheduleWithFixedDelay(this::beat, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private Open opened() throws IOException {
        InetAddress bind = InetAddress.getByName(settings.address());
        InetSocketAddress at = new InetSocketAddress(bind, settings.port());
        Lines sound = new Lines(new LineSettings(
                bind,
                settings.publicAddress(),
                settings.firstMediaPort(),
                settings.lastMediaPort(),
                settings.codecs()));
        SipEdge ports = new SipEdge(frontDoor, "Rapport", doorman);
        try {
            UdpSocket udp = ports.udp(at, settings.publicAddress());
            StreamSocket tcp = ports.stream(
                    new InetSocketAddress(
                            bind, settings.port() == 0 ? udp.bound().getPort() : settings.port()),
                    settings.publicAddress(),
                    Optional.empty());
            Optional<SSLContext> keys = TelephoneKeys.of(settings);
            Optional<StreamSocket> tls = keys.isEmpty()
                    ? Optional.empty()
                    : Optional.of(ports.stream(
                            new InetSocketAddress(bind, settings.tlsPort()), settings.publicAddress(), keys));
            return new Open(ports, udp, tcp, tls, sound);
        } catch (IOException taken) {
            close(ports, sound);
            throw taken;
        }
    }

    private static void close(SipEdge edge, Lines sound) {
        try {
            edge.close();
        } catch (Exception gone) {
            log.warn("sip ports not closed cause={}", gone.toString());
        }
        sound.close();
    }

    private void register() {
        open.ifPresent(now -> registrations.tell(trunks.all(), now.edge().calls(), edge::to));
    }

    private void beat() {
        try {
            switchboard.beat();
            wrapUps.beat();
            pageCalls.beat();
            pickUps.beat();
            edge.beat();
            pulse.beat(trunks.all(), Instant.now());
            if (!standing().equals(reported)) {
                reported = standing();
                Thread.ofVirtual().name("voice-report").start(this::report);
            }
        } catch (RuntimeException ours) {
            log.error("voice beat lost", ours);
        }
    }

    /// Says at each phone door how it fares.
    private void report() {
        // Who looks last writes last.
        reporting.lock();
        try {
            tellDoors();
        } finally {
            reporting.unlock();
        }
    }

    private void tellDoors() {
        for (Door door : doors.all()) {
            if (door.channel() == Channel.PHONE && door.enabled()) {
                doors.health(door.id(), isWell(), standing());
            }
        }
    }

    /// One trunk that is down is told of, and harms nobody while others are there.
    private boolean isWell() {
        return trouble.isEmpty()
                && trunks.any()
                && refused().isEmpty()
                && !allDown()
                && alarm.standing(Instant.now()).isEmpty();
    }

    private String standing() {
        String down =
                down().stream().map(trunk -> trunk.name() + " does not answer.").collect(Collectors.joining(" "));
        if (!trouble.isEmpty() || refused().isPresent()) {
            return trouble + refused().orElse("");
        }
        if (!trunks.any()) {
            return "There is no trunk from which calls could come.";
        }
        String held = alarm.standing(Instant.now());
        String first = allDown() ? "Calls can come in, but none can go out: " : "";
        return down.isEmpty() && held.isEmpty() ? "Calls can come in." : (first + down + " " + held).strip();
    }

    private Optional<String> refused() {
        return trunks.all().stream()
                .flatMap(trunk -> registrations.of(trunk).stream())
                .filter(Registrations.State.Refused.class::isInstance)
                .map(state -> ((Registrations.State.Refused) state).sentence())
                .findFirst();
    }

    private List<Trunk> down() {
        return trunks.out().stream()
                .filter(trunk -> pulse.of(trunk) == TrunkPulse.Standing.DOWN)
                .toList();
    }

    private boolean allDown() {
        return !down().isEmpty() && down().size() == trunks.out().size();
    }

    /// The port of SIP, for tests and the administrator's page; empty while it is not open.
    Optional<Integer> port() {
        return open.map(now -> now.udp().bound().getPort());
    }

    @Override
    public synchronized void stop() {
        beats.shutdownNow();
        switchboard.end();
        scribe.close();
        reception.close();
        pageCalls.close();
        lines.closed();
        edge.closed();
        registrations.close();
        open.ifPresent(now -> close(now.edge(), now.lines()));
        open = Optional.empty();
    }

    @Override
    public synchronized boolean isRunning() {
        return open.isPresent();
    }
}
