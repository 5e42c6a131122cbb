package io.rapport.bench.voice;

import io.rapport.outside.net.Ports;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The peer: rtpengine of Debian's package `rtpengine-daemon`, without its kernel module, with a configuration of its
/// own, one thread for the one core that it has, controlled by its protocol `ng`.
final class Rtpengine implements MediaRelay {
    private static final Path PROGRAM = Path.of("/usr/bin/rtpengine");
    private static final int PATIENCE_MILLIS = 500;
    private static final int TRIES = 20;

    private final Path folder = Files.createTempDirectory("rtpengine");
    private final DatagramSocket control = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final List<String> calls = new ArrayList<>();
    private final Process process;
    private final int port;
    private int asked;

    /// What is missing on this machine, if anything.
    static Optional<String> missing() {
        return Files.isExecutable(PROGRAM) ? Optional.empty() : Optional.of("rtpengine-daemon");
    }

    Rtpengine(int core) throws IOException {
        port = Ports.free();
        Path config = Files.writeString(folder.resolve("rtpengine.conf"), """
                [rtpengine]
                table = -1
                interface = 127.0.0.1
                listen-ng = 127.0.0.1:%d
                port-min = 20000
                port-max = 39999
                num-threads = 1
                foreground = true
                log-stderr = true
                log-level = 4
                """.formatted(port));
        control.setSoTimeout(PATIENCE_MILLIS);
        process = Cores.start(core, folder, "out.log", List.of(PROGRAM.toString(), "--config-file=" + config));
        ask(Map.of("command", "ping"));
    }

    @Override
    public void join(Phone one, Phone other) throws IOException {
        String call = begin();
        other.answered(sdp(ask(offer(call, one.describe(), "RTP/AVP", "remove"))));
        one.answered(sdp(ask(answer(call, other.describe()))));
    }

    /// Two offers can't be joined: here the browser answers.
    @Override
    public void bridge(Phone phone, Browser browser) throws IOException {
        String call = begin();
        String offered = sdp(ask(offer(call, phone.describe(), "UDP/TLS/RTP/SAVPF", "force")));
        phone.answered(sdp(ask(answer(call, browser.answer(offered)))));
    }

    private String begin() {
        String call = "call-" + port + "-" + calls.size() + "-" + asked;
        calls.add(call);
        return call;
    }

    private static Map<String, Object> offer(String call, String sdp, String protocol, String ice) {
        Map<String, Object> request = new HashMap<>(Map.of(
                "command", "offer",
                "call-id", call,
                "from-tag", "one",
                "sdp", sdp,
                "transport-protocol", protocol,
                "ICE", ice));
        request.put("rtcp-mux", List.of("offer"));
        return request;
    }

    private static Map<String, Object> answer(String call, String sdp) {
        return Map.of("command", "answer", "call-id", call, "from-tag", "one", "to-tag", "other", "sdp", sdp);
    }

    private static String sdp(Map<?, ?> answer) throws IOException {
        if (!(answer.get("sdp") instanceof String text)) {
            throw new IOException("rtpengine describes nothing: " + answer);
        }
        return text;
    }

    /// It answers again what is asked again by the same cookie.
    private Map<?, ?> ask(Map<String, Object> request) throws IOException {
        byte[] cookie = (++asked + " ").getBytes(StandardCharsets.US_ASCII);
        byte[] body = Bencode.write(request);
        byte[] message = new byte[cookie.length + body.length];
        System.arraycopy(cookie, 0, message, 0, cookie.length);
        System.arraycopy(body, 0, message, cookie.length, body.length);
        for (int i = 0; i < TRIES && process.isAlive(); i++) {
            control.send(new DatagramPacket(message, message.length, InetAddress.getLoopbackAddress(), port));
            Optional<Map<?, ?>> answer = hear(new String(cookie, StandardCharsets.US_ASCII));
            if (answer.isPresent()) {
                if ("error".equals(answer.get().get("result"))) {
                    throw new IOException("rtpengine refuses: " + answer.get());
                }
                return answer.get();
            }
        }
        throw new IOException("rtpengine does not answer: " + Files.readString(folder.resolve("out.log")));
    }

    private Optional<Map<?, ?>> hear(String cookie) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        try {
            while (true) {
                control.receive(packet);
                String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
                if (text.startsWith(cookie)) {
                    return Optional.of((Map<?, ?>) Bencode.read(packet.getData(), cookie.length()));
                }
            }
        } catch (SocketTimeoutException nothing) {
            return Optional.empty();
        }
    }

    @Override
    public void clear() throws IOException {
        for (String call : calls) {
            ask(Map.of("command", "delete", "call-id", call, "from-tag", "one", "delete-delay", "0"));
        }
        calls.clear();
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        control.close();
        for (String file : List.of("out.log", "rtpengine.conf", "")) {
            folder.resolve(file).toFile().delete();
        }
    }
}
