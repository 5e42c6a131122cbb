package io.rapport.outside.mail;

import io.rapport.outside.net.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A real Postfix on a free port of the loopback address, in a temporary folder of its own: the relay that takes our
/// mail, the customers' own mail server behind it, and the way back to us. Mail to its people goes into the mailboxes
/// of a [Dovecot]; mail to anybody else of their domain comes back as a bounce; mail to the company's domain goes to
/// the company's listener. Debian's package `postfix`; its master process must be root.
public final class Postfix implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/postfix");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final int port;
    private final Process process;

    /// @param domain of the people
    /// @param people names of those who have a mailbox here
    /// @param company the domain of the company, reached at `companyPort` of the loopback address
    public Postfix(Dovecot mailboxes, String domain, List<String> people, String company, int companyPort) {
        if (!Files.isExecutable(PROGRAM)) {
            throw new IllegalStateException("This test needs Postfix (Debian's package postfix).");
        }
        try {
            folder = Files.createTempDirectory("postfix");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            port = Ports.free();
            Path configuration = Files.createDirectories(folder.resolve("conf"));
            Files.createDirectories(folder.resolve("queue"));
            Path data = Files.createDirectories(folder.resolve("data"));
            Files.setOwner(
                    data, folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postfix"));
            Files.writeString(
                    configuration.resolve("mailboxes"),
                    people.stream().map(one -> "/^" + one + "@/ " + one + "/\n").collect(Collectors.joining()));
            Files.writeString(configuration.resolve("main.cf"), main(mailboxes, domain, company, companyPort));
            Files.writeString(configuration.resolve("master.cf"), master());
            process = new ProcessBuilder(PROGRAM.toString(), "-c", configuration.toString(), "start-fg")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out.log").toFile())
                    .start();
            awaitPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Whether it can be started here.
    public static boolean possible() {
        return Files.isExecutable(PROGRAM) && "root".equals(System.getProperty("user.name"));
    }

    private String main(Dovecot mailboxes, String domain, String company, int companyPort) {
        return """
                compatibility_level = 3.6
                queue_directory = %1$s/queue
                data_directory = %1$s/data
                command_directory = /usr/sbin
                daemon_directory = /usr/lib/postfix/sbin
                maillog_file = %1$s/postfix.log
                maillog_file_prefixes = %1$s
                myhostname = mx.world.example
                mydestination =
                mynetworks = 127.0.0.0/8
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                disable_dns_lookups = yes
                smtpd_peername_lookup = no
                smtpd_relay_restrictions = permit_mynetworks, reject
                smtpd_reject_unlisted_recipient = no
                alias_maps =
                alias_database =
                virtual_mailbox_domains = %2$s
                virtual_mailbox_base = %3$s
                virtual_mailbox_maps = regexp:%1$s/conf/mailboxes
                virtual_uid_maps = static:%4$s
                virtual_gid_maps = static:%5$s
                virtual_minimum_uid = 1
                transport_maps = inline:{ %6$s=smtp:[127.0.0.1]:%7$d }
                append_dot_mydomain = no
                minimal_backoff_time = 1s
                queue_run_delay = 1s
                """.formatted(folder, domain, mailboxes.mail(), id("-u"), id("-g"), company, companyPort);
    }

    private String master() {
        return """
                127.0.0.1:%d inet n - n - - smtpd
                cleanup unix n - n - 0 cleanup
                qmgr unix n - n 300 1 qmgr
                rewrite unix - - n - - trivial-rewrite
                bounce unix - - n - 0 bounce
                defer unix - - n - 0 bounce
                trace unix - - n - 0 bounce
                proxymap unix - - n - - proxymap
                smtp unix - - n - - smtp
                relay unix - - n - - smtp
                error unix - - n - - error
                retry unix - - n - - error
                virtual unix - n n - - virtual
                anvil unix - - n - 1 anvil
                scache unix - - n - 1 scache
                postlog unix-dgram n - n - 1 postlogd
                """.formatted(port);
    }

    /// The number of the user `nobody`, as whom Dovecot reads.
    private static String id(String which) {
        try {
            Process asked = new ProcessBuilder("id", which, "nobody").start();
            return new String(asked.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII)
                    .strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void awaitPort() throws IOException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
                return;
            } catch (IOException notYet) {
                if (!process.isAlive()) {
                    break;
                }
                Thread.onSpinWait();
            }
        }
        throw new IllegalStateException("Postfix did not start: " + Files.readString(folder.resolve("out.log")));
    }

    public int port() {
        return port;
    }

    /// What it did, for whoever waits in vain.
    public String log() {
        try {
            return Files.readString(folder.resolve("postfix.log"));
        } catch (IOException none) {
            return "(no log: " + none.getMessage() + ")";
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            try (Stream<Path> paths = Files.walk(folder)) {
                paths.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        } catch (IOException | UncheckedIOException stillClosing) {
            // Its last processes may take their sockets away while we look.
            process.destroyForcibly();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
