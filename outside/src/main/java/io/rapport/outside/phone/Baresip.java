package io.rapport.outside.phone;

import io.rapport.outside.net.Ports;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A real telephone without a body (Debian's package `baresip-core`): it speaks a tone and keeps what it hears.
public final class Baresip implements AutoCloseable {
    /// Of what it speaks.
    public static final int RATE = 8_000;

    private static final Path PROGRAM = Path.of("/usr/bin/baresip");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 5;

    private final Path folder;
    private final Process process;
    private final int port;
    private final Socket control;
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    /// A way to speak.
    public enum Codec {
        PCMU("PCMU/8000/1", "g711.so"),
        PCMA("PCMA/8000/1", "g711.so"),
        G722("G722/16000/1", "g722.so"),
        OPUS("opus/48000/2", "opus.so");

        static final List<Codec> USUAL = List.of(PCMU, PCMA);

        private final String account;
        private final String module;

        Codec(String account, String module) {
            this.account = account;
            this.module = module;
        }
    }

    /// How it is set up.
    ///
    /// @param address its own: `sip:+441134960000@carrier.example`
    /// @param way to which all its calls go first: `sip:127.0.0.1:5070`; empty: to whom it dials
    /// @param more of its account, such as `;auth_pass=secret;regint=60`
    /// @param hertz of the tone that it speaks
    /// @param answers by itself when it is called
    /// @param host where it stands, of the loopback network
    /// @param certificate with its key, one PEM file, for TLS at the port behind its own; empty: UDP
    /// @param codecs that it speaks, what it likes best first
    public record Setup(
            String address,
            String way,
            String more,
            double hertz,
            boolean answers,
            String host,
            Optional<Path> certificate,
            List<Codec> codecs) {

        /// At 127.0.0.1.
        public Setup(String address, String way, String more, double hertz, boolean answers) {
            this(address, way, more, hertz, answers, "127.0.0.1", Optional.empty(), Codec.USUAL);
        }

        /// By TLS, with sound protected by keys in the descriptions.
        public static Setup secured(String address, double hertz, Path certificate) {
            return new Setup(
                    address + ";transport=tls",
                    "",
                    ";mediaenc=srtp-mand",
                    hertz,
                    false,
                    "127.0.0.1",
                    Optional.of(certificate),
                    Codec.USUAL);
        }

        /// A telephone on a desk, which registers.
        ///
        /// @param server `127.0.0.1:5060`
        public static Setup registered(String user, String password, String server, double hertz, String host) {
            return new Setup(
                    "sip:" + user + "@" + server,
                    "",
                    ";auth_pass=" + password + ";regint=60",
                    hertz,
                    false,
                    host,
                    Optional.empty(),
                    Codec.USUAL);
        }

        /// The same, but speaks so and in no other way.
        public Setup speaking(Codec... codecs) {
            return new Setup(address, way, more, hertz, answers, host, certificate, List.of(codecs));
        }
    }

    public Baresip(Setup setup) {
        if (!Files.isExecutable(PROGRAM)) {
            throw new IllegalStateException("This test needs baresip (Debian's package baresip-core).");
        }
        try {
            folder = Files.createTempDirectory("baresip");
            Wav.tone(folder.resolve("speaks.wav"), setup.hertz(), RATE, 120);
            Files.writeString(
                    folder.resolve("accounts"),
                    "<%s>%s;audio_codecs=%s;answermode=%s%s%s\n"
                            .formatted(
                                    setup.address(),
                                    way(setup),
                                    setup.codecs().stream()
                                            .map(codec -> codec.account)
                                            .collect(Collectors.joining(",")),
                                    setup.answers() ? "auto" : "manual",
                                    setup.more().contains("regint") ? "" : ";regint=0",
                                    setup.more()));
            Running running = start(setup);
            process = running.process;
            port = running.port;
            control = running.control;
            Thread.ofVirtual().name("baresip-events").start(this::readEvents);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private record Running(Process process, int port, Socket control) {}

    /// A port that was free a moment ago may be taken when it opens: then it is started again with another one.
    private Running start(Setup setup) throws IOException {
        for (int attempt = 1; ; attempt++) {
            int sip = Ports.free();
            int controlPort = Ports.free();
            Files.writeString(folder.resolve("config"), config(setup, sip, controlPort));
            Process started = new ProcessBuilder(PROGRAM.toString(), "-f", folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out.log").toFile())
                    .start();
            try {
                return new Running(started, sip, connect(started, controlPort));
            } catch (IOException taken) {
                started.destroyForcibly();
                if (attempt == ATTEMPTS || !log().contains("Address already in use")) {
                    throw taken;
                }
            }
        }
    }

    private String config(Setup setup, int sip, int controlPort) {
        return """
                poll_method epoll
                call_local_timeout 120
                call_max_calls 4
                sip_listen %5$s:%1$d
                %6$s
                net_interface %5$s
                rtp_ports 20000-59999
                rtcp_mux no
                jitter_buffer_delay 2-10
                rtp_stats no
                audio_source aufile,%2$s/speaks.wav
                audio_player aubridge,heard
                audio_alert none,none
                ausrc_srate %3$d
                auplay_srate %3$d
                ausrc_channels 1
                auplay_channels 1
                audio_level no
                module_path /usr/lib/baresip/modules
                %7$s
                module aufile.so
                module aubridge.so
                module sndfile.so
                snd_path %2$s
                module srtp.so
                module_app account.so
                module_app menu.so
                module ctrl_tcp.so
                ctrl_tcp_listen 127.0.0.1:%4$d
                """.formatted(
                        sip,
                        folder,
                        RATE,
                        controlPort,
                        setup.host(),
                        setup.certificate()
                                .map(file -> "sip_trans_def tls\nsip_certificate " + file)
                                .orElse("sip_trans_def udp"),
                        setup.codecs().stream()
                                .map(codec -> "module " + codec.module)
                                .distinct()
                                .collect(Collectors.joining("\n")));
    }

    private static String way(Setup setup) {
        return setup.way().isEmpty() ? "" : ";outbound=\"" + setup.way() + "\"";
    }

    private Socket connect(Process started, int controlPort) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return new Socket(InetAddress.getLoopbackAddress(), controlPort);
            } catch (IOException notYet) {
                if (System.nanoTime() > deadline || !started.isAlive()) {
                    throw new IOException("baresip did not start: " + log(), notYet);
                }
                LockSupport.parkNanos(20_000_000);
            }
        }
    }

    /// Its SIP port, at which it can be called.
    public int port() {
        return port;
    }

    public void dial(String uri) {
        command("dial", uri);
    }

    public void accept() {
        command("accept", "");
    }

    public void hangUp() {
        command("hangup", "");
    }

    public void hold() {
        command("hold", "");
    }

    public void resume() {
        command("resume", "");
    }

    /// Presses the transfer key, and dials where the call is to go.
    public void transfer(String uri) {
        command("transfer", uri);
    }

    /// Presses one key.
    public void press(char key) {
        command("sndcode", String.valueOf(key));
    }

    private synchronized void command(String name, String parameters) {
        String json = "{\"command\":\"" + name + "\",\"params\":\"" + parameters + "\",\"token\":\"t\"}";
        try {
            control.getOutputStream().write((json.length() + ":" + json + ",").getBytes(StandardCharsets.US_ASCII));
            control.getOutputStream().flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /// Netstrings, each a JSON object.
    private void readEvents() {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(control.getInputStream()))) {
            while (true) {
                int length = 0;
                for (int c = in.readUnsignedByte(); c != ':'; c = in.readUnsignedByte()) {
                    length = length * 10 + c - '0';
                }
                byte[] text = new byte[length];
                in.readFully(text);
                in.readUnsignedByte();
                events.add(new String(text, StandardCharsets.UTF_8));
            }
        } catch (IOException closed) {
            events.add("closed");
        }
    }

    /// Waits for an event of this kind (`CALL_RINGING`, `CALL_ESTABLISHED`, `CALL_CLOSED`, `CALL_INCOMING` …).
    ///
    /// @return the event as JSON
    public String await(String kind) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (long left = PATIENCE.toNanos(); left > 0; left = deadline - System.nanoTime()) {
                String event = events.poll(left, TimeUnit.NANOSECONDS);
                if (event != null && event.contains("\"" + kind + "\"")) {
                    return event;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("baresip told nothing of " + kind + ": " + log());
    }

    /// Forgets what it has told so far.
    public void forget() {
        events.clear();
    }

    /// How much of a tone is in the last of what it hears: 0 to 32,767.
    public double hears(double hertz, int millis) {
        byte[] file = file();
        return file.length == 0 ? 0 : Wav.amplitude(Wav.samples(file), Wav.rate(file), millis, hertz);
    }

    /// All that it heard in its latest call, as many samples a second as its codec has.
    public short[] heard() {
        return Wav.samples(file());
    }

    private byte[] file() {
        try (Stream<Path> files = Files.list(folder)) {
            Optional<Path> latest = files.filter(
                            file -> file.getFileName().toString().endsWith("-dec.wav"))
                    .max(Comparator.naturalOrder());
            byte[] file = latest.isPresent() ? Files.readAllBytes(latest.get()) : new byte[0];
            return file.length < Wav.HEADER ? new byte[0] : file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Waits until the last 300 milliseconds of what it hears are this tone.
    public void awaitTone(double hertz) {
        awaitHearing(hertz, true);
    }

    /// Waits until this tone is no more in what it hears.
    public void awaitNo(double hertz) {
        awaitHearing(hertz, false);
    }

    private void awaitHearing(double hertz, boolean wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (hears(hertz, 300) > 1_000 != wanted) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException((wanted ? "not heard: " : "still heard: ") + hertz + " Hz, amplitude "
                        + hears(hertz, 300) + " of " + heard().length + " samples\n" + log());
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    public String log() {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("out.log"), StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException none) {
            return none.toString();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(3, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            control.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
