package io.rapport.outside.phone;

import io.rapport.outside.net.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/// A carrier's border: a real Kamailio (Debian's package `kamailio`) that passes calls on between telephones and us,
/// stays
/// in their way, and is the only one that we see.
public final class Kamailio implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/kamailio");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final Process process;
    private final int port;

    /// One that knows us by our address.
    ///
    /// @param us where calls from telephones go: `127.0.0.1:5060`
    /// @param telephone where calls from us go: `127.0.0.1:5080`
    public Kamailio(String us, String telephone) {
        this(port -> config(port, us, telephone));
    }

    /// One at which we have to register, and to show who we are when we call.
    ///
    /// @param algorithm of the digest: `MD5` or `SHA-256`
    public record Account(String domain, String user, String password, String algorithm) {}

    /// @param telephone where calls from us go, and from where calls for us come
    public Kamailio(Account account, String telephone) {
        this(port -> registrar(port, account, telephone));
    }

    /// One that is there but takes no calls.
    ///
    /// @param status with which it refuses them
    public static Kamailio refusing(int status) {
        return new Kamailio(port -> refuser(port, status));
    }

    private Kamailio(IntFunction<String> config) {
        if (!Files.isExecutable(PROGRAM)) {
            throw new IllegalStateException("This test needs Kamailio (Debian's package kamailio).");
        }
        try {
            folder = Files.createTempDirectory("kamailio");
            port = Ports.free();
            Path written = Files.writeString(folder.resolve("kamailio.cfg"), config.apply(port));
            process = new ProcessBuilder(
                            PROGRAM.toString(),
                            "-DD",
                            "-E",
                            "-f",
                            written.toString(),
                            "-Y",
                            folder.toString(),
                            "-P",
                            folder.resolve("pid").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out.log").toFile())
                    .start();
            awaitAnswer();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String config(int port, String us, String telephone) {
        return """
                #!KAMAILIO
                debug=2
                log_stderror=yes
                children=2
                auto_aliases=no
                listen=udp:127.0.0.1:%1$d
                disable_tcp=yes
                loadmodule "tm.so"
                loadmodule "sl.so"
                loadmodule "rr.so"
                loadmodule "pv.so"
                loadmodule "maxfwd.so"
                loadmodule "textops.so"
                loadmodule "siputils.so"
                modparam("rr", "enable_full_lr", 1)
                request_route {
                    if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
                    if (is_method("OPTIONS") && uri == myself) { sl_send_reply("200", "OK"); exit; }
                    if (has_totag()) {
                        if (loose_route()) { t_relay(); exit; }
                        if (is_method("ACK")) { if (t_check_trans()) { t_relay(); } exit; }
                        sl_send_reply("404", "Not here");
                        exit;
                    }
                    if (is_method("CANCEL")) { if (t_check_trans()) { t_relay(); } exit; }
                    record_route();
                    if ($si == "%2$s" && $sp == %3$s) { $du = "sip:%4$s"; } else { $du = "sip:%2$s:%3$s"; }
                    if (!t_relay()) { sl_reply_error(); }
                }
                """.formatted(port, host(us), us.substring(us.lastIndexOf(':') + 1), telephone);
    }

    private static String refuser(int port, int status) {
        return """
                #!KAMAILIO
                debug=2
                log_stderror=yes
                children=2
                auto_aliases=no
                listen=udp:127.0.0.1:%1$d
                disable_tcp=yes
                loadmodule "sl.so"
                loadmodule "pv.so"
                request_route {
                    if ($rm == "OPTIONS") { sl_send_reply("200", "OK"); exit; }
                    if ($rm == "ACK") { exit; }
                    sl_send_reply("%2$d", "Not now");
                }
                """.formatted(port, status);
    }

    private static String registrar(int port, Account account, String telephone) {
        return """
                #!KAMAILIO
                debug=2
                log_stderror=yes
                children=2
                auto_aliases=no
                alias="%2$s"
                listen=udp:127.0.0.1:%1$d
                disable_tcp=yes
                loadmodule "tm.so"
                loadmodule "sl.so"
                loadmodule "rr.so"
                loadmodule "pv.so"
                loadmodule "maxfwd.so"
                loadmodule "textops.so"
                loadmodule "siputils.so"
                loadmodule "auth.so"
                loadmodule "usrloc.so"
                loadmodule "registrar.so"
                modparam("rr", "enable_full_lr", 1)
                modparam("usrloc", "db_mode", 0)
                modparam("auth", "algorithm", "%5$s")
                modparam("registrar", "max_expires", 60)
                request_route {
                    if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
                    if (is_method("OPTIONS") && uri == myself) { sl_send_reply("200", "OK"); exit; }
                    if (has_totag()) {
                        if (loose_route()) { t_relay(); exit; }
                        if (is_method("ACK")) { if (t_check_trans()) { t_relay(); } exit; }
                        sl_send_reply("404", "Not here");
                        exit;
                    }
                    if (is_method("CANCEL")) { if (t_check_trans()) { t_relay(); } exit; }
                    if (is_method("REGISTER")) {
                        if (!pv_www_authenticate("%2$s", "%4$s", "0") || $au != "%3$s") {
                            www_challenge("%2$s", "1");
                            exit;
                        }
                        save("location");
                        exit;
                    }
                    record_route();
                    if ($sp == %6$s) {
                        if (!lookup("location", "sip:%3$s@%2$s")) { sl_send_reply("480", "Not registered"); exit; }
                        if (!t_relay()) { sl_reply_error(); }
                        exit;
                    }
                    if (!pv_proxy_authenticate("%2$s", "%4$s", "0") || $au != "%3$s") {
                        proxy_challenge("%2$s", "1");
                        exit;
                    }
                    consume_credentials();
                    $du = "sip:%7$s";
                    if (!t_relay()) { sl_reply_error(); }
                }
                """.formatted(
                        port,
                        account.domain(),
                        account.user(),
                        account.password(),
                        account.algorithm(),
                        telephone.substring(telephone.lastIndexOf(':') + 1),
                        telephone);
    }

    private static String host(String address) {
        return address.substring(0, address.lastIndexOf(':'));
    }

    /// Where telephones and we reach it.
    public int port() {
        return port;
    }

    public String uri() {
        return "sip:127.0.0.1:" + port;
    }

    private void awaitAnswer() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            socket.setSoTimeout(200);
            byte[] ask = """
                    OPTIONS sip:127.0.0.1:%1$d SIP/2.0
                    Via: SIP/2.0/UDP 127.0.0.1:%2$d;branch=z9hG4bKawake;rport
                    From: <sip:awake@127.0.0.1>;tag=1
                    To: <sip:127.0.0.1:%1$d>
                    Call-ID: awake
                    CSeq: 1 OPTIONS
                    Max-Forwards: 5
                    Content-Length: 0

                    """.formatted(port, socket.getLocalPort())
                    .replace("\n", "\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            while (System.nanoTime() < deadline) {
                if (!process.isAlive()) {
                    break;
                }
                socket.send(new DatagramPacket(ask, ask.length, InetAddress.getLoopbackAddress(), port));
                try {
                    socket.receive(new DatagramPacket(new byte[2_000], 2_000));
                    return;
                } catch (SocketTimeoutException notYet) {
                    continue;
                }
            }
        }
        throw new IOException("Kamailio did not start: " + log());
    }

    public String log() {
        try {
            return Files.readString(folder.resolve("out.log"));
        } catch (IOException none) {
            return none.toString();
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
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
