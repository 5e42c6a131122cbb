package io.rapport.outside.mail;

import io.rapport.outside.net.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real rspamd on a free port of the loopback address, in a temporary folder of its own, without Redis, DNS and the
/// usual rules. It rejects the GTUBE text, and knows these symbols: `PILLS` (7 points) for a subject with that word,
/// `FROM_SHOP` (2) for the envelope sender `shop@evil.example`, `TO_HELP` (1) for a recipient that begins with `help`,
/// `CALLED_SHOP` (0.5) for the HELO name `shop.example`, `NEAR` (-1) for a peer at 127.0.0.1. From 6 points on it
/// says "add header". Debian's package `rspamd`; as root it drops to `nobody`.
public final class Rspamd implements AutoCloseable {
    public static final String GTUBE = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X";

    private static final Path PROGRAM = Path.of("/usr/bin/rspamd");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final int port;
    private final Process process;

    public Rspamd() {
        if (!Files.isExecutable(PROGRAM)) {
            throw new IllegalStateException("This test needs rspamd (Debian's package rspamd).");
        }
        try {
            folder = Files.createTempDirectory("rspamd");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            port = Ports.free();
            // A list of a few domains in place of ten thousand, which take seconds to compile.
            Files.writeString(folder.resolve("domains"), "example\ncom\norg\n");
            Files.writeString(folder.resolve("rules.lua"), rules());
            Path config = Files.writeString(folder.resolve("rspamd.conf"), configuration());
            List<String> command = new ArrayList<>(List.of(PROGRAM.toString(), "-f", "-c", config.toString()));
            if ("root".equals(System.getProperty("user.name"))) {
                command.addAll(List.of("-u", "nobody", "-g", "nogroup"));
            }
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out.log").toFile())
                    .start();
            awaitAnswer();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String configuration() {
        return """
                options {
                  pidfile = "%1$s/rspamd.pid";
                  tempdir = "%1$s";
                  control_socket = "%1$s/control.sock mode=0600";
                  cache_file = "%1$s/symbols.cache";
                  hs_cache_dir = "%1$s";
                  url_tld = "%1$s/domains";
                  dns { nameserver = "127.0.0.1:1"; timeout = 0.1s; retransmits = 1; }
                  filters = "";
                }
                logging { type = "file"; filename = "%1$s/rspamd.log"; level = "warning"; }
                lua = "%1$s/rules.lua";
                actions { reject = 15; add_header = 6; greylist = 4; }
                worker "normal" { bind_socket = "127.0.0.1:%2$d"; count = 1; }
                """.formatted(folder, port);
    }

    private static String rules() {
        return """
                local function symbol(name, score, test)
                  rspamd_config:register_symbol({ name = name, score = score, callback = test })
                end
                symbol('PILLS', 7.0, function(task)
                  return (task:get_subject() or ''):find('pills') ~= nil
                end)
                symbol('FROM_SHOP', 2.0, function(task)
                  local from = task:get_from('smtp')
                  return from and from[1] and from[1].addr == 'shop@evil.example'
                end)
                symbol('TO_HELP', 1.0, function(task)
                  local to = task:get_recipients('smtp')
                  return to and to[1] and to[1].addr:find('^help') ~= nil
                end)
                symbol('CALLED_SHOP', 0.5, function(task) return task:get_helo() == 'shop.example' end)
                symbol('NEAR', -1.0, function(task) return tostring(task:get_from_ip()) == '127.0.0.1' end)
                """;
    }

    private void awaitAnswer() throws IOException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until && process.isAlive()) {
            if (answers()) {
                return;
            }
            Thread.onSpinWait();
        }
        throw new IllegalStateException("rspamd did not start: " + Files.readString(folder.resolve("out.log")));
    }

    private boolean answers() {
        try {
            HttpURLConnection ping =
                    (HttpURLConnection) URI.create(url() + "/ping").toURL().openConnection();
            ping.setConnectTimeout(500);
            ping.setReadTimeout(1000);
            return ping.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /// May be called again.
    @Override
    public void close() {
        List<ProcessHandle> workers = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            workers.forEach(ProcessHandle::destroyForcibly);
            if (!Files.exists(folder)) {
                return;
            }
            try (Stream<Path> paths = Files.walk(folder)) {
                paths.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        } catch (IOException leftBehind) {
            throw new UncheckedIOException(leftBehind);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
