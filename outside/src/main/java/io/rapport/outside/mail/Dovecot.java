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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real Dovecot on a free port of the loopback address, in a temporary folder of its own: any user name is let in
/// with the password `secret` and has an empty mailbox. Debian's packages `dovecot-imapd` and, for sending,
/// `dovecot-submissiond`; as root it drops to `nobody`.
public final class Dovecot implements AutoCloseable {
    public static final String PASSWORD = "secret";
    private static final Path PROGRAM = Path.of("/usr/sbin/dovecot");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final int port;
    private final int submissionPort;
    private final Process process;

    /// Lets in by password alone.
    public Dovecot() {
        this(Optional.empty());
    }

    /// Also takes XOAUTH2, and mail to be sent on.
    ///
    /// @param introspectionUrl where tokens are asked about (RFC 7662)
    /// @param nextHop port of the server on the loopback address that submitted mail is passed to
    public record Provider(String introspectionUrl, int nextHop) {}

    public Dovecot(Provider provider) {
        this(Optional.of(provider));
    }

    private Dovecot(Optional<Provider> provider) {
        if (!Files.isExecutable(PROGRAM)) {
            throw new IllegalStateException("This test needs Dovecot (Debian's package dovecot-imapd).");
        }
        try {
            folder = Files.createTempDirectory("dovecot");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            port = Ports.free();
            submissionPort = Ports.free();
            Path mail = Files.createDirectory(folder.resolve("mail"));
            Files.setPosixFilePermissions(mail, PosixFilePermissions.fromString("rwxrwxrwx"));
            Path config = Files.writeString(
                    folder.resolve("dovecot.conf"),
                    configuration() + provider.map(this::providerConfiguration).orElse(""));
            if (provider.isPresent()) {
                Files.writeString(
                        folder.resolve("oauth2.conf"),
                        introspection(provider.get().introspectionUrl()));
            }
            process = new ProcessBuilder(PROGRAM.toString(), "-F", "-c", config.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out.log").toFile())
                    .start();
            awaitPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String providerConfiguration(Provider provider) {
        return """
                protocols = imap submission
                auth_mechanisms = plain xoauth2
                hostname = provider.example
                submission_relay_host = 127.0.0.1
                submission_relay_port = %2$d
                passdb {
                  driver = oauth2
                  mechanisms = xoauth2
                  args = %1$s/oauth2.conf
                }
                service submission-login {
                  chroot =
                  inet_listener submission {
                    port = %3$d
                  }
                  inet_listener submissions {
                    port = 0
                  }
                }
                """.formatted(folder, provider.nextHop(), submissionPort);
    }

    private static String introspection(String url) {
        return """
                introspection_mode = post
                introspection_url = %s
                active_attribute = active
                active_value = true
                username_attribute = username
                """.formatted(url);
    }

    private String configuration() {
        boolean root = "root".equals(System.getProperty("user.name"));
        String me = System.getProperty("user.name");
        String users = root ? "" : "default_internal_user = " + me + "\ndefault_login_user = " + me + "\n";
        String owner = root ? "uid=nobody gid=nogroup" : "uid=" + me;
        return users + """
                base_dir = %1$s/run
                state_dir = %1$s/state
                log_path = %1$s/dovecot.log
                protocols = imap
                listen = 127.0.0.1
                ssl = no
                disable_plaintext_auth = no
                auth_failure_delay = 0
                first_valid_uid = 0
                mail_location = maildir:%1$s/mail/%%u
                service imap-login {
                  chroot =
                  inet_listener imap {
                    port = %2$d
                  }
                  inet_listener imaps {
                    port = 0
                  }
                }
                service anvil {
                  chroot =
                  unix_listener anvil-auth-penalty {
                    mode = 0
                  }
                }
                passdb {
                  driver = static
                  mechanisms = plain login
                  args = password=%3$s
                }
                userdb {
                  driver = static
                  args = %4$s home=%1$s/mail/%%u
                }
                """.formatted(folder, port, PASSWORD, owner);
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
        throw new IllegalStateException("Dovecot did not start: " + Files.readString(folder.resolve("out.log")));
    }

    public int port() {
        return port;
    }

    /// Where mail is submitted; only of one with a [Provider].
    public int submissionPort() {
        return submissionPort;
    }

    /// The folder of the mailboxes: one maildir a user.
    Path mail() {
        return folder.resolve("mail");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
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
