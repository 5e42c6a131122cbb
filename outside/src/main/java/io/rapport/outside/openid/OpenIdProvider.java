package io.rapport.outside.openid;

import io.rapport.outside.net.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A certified OpenID provider (`oidc-provider` on Node.js) as a process of its own on a free port of the loopback
/// address. Its pages take any name with any password, and ask for consent; whoever types `ann@example.com` is that
/// person, with this mail address, verified unless it begins with `unverified`.
public final class OpenIdProvider implements AutoCloseable {
    public static final String CLIENT = "rapport-test";
    public static final String SECRET = "a-secret-with-&-and-=-in-it";

    private final Process process;
    private final String issuer;

    /// @param redirectUrl the one that is registered
    public OpenIdProvider(String redirectUrl) {
        Path folder = folder();
        int port = Ports.free();
        issuer = "http://127.0.0.1:" + port;
        try {
            process = new ProcessBuilder("node", "provider.mjs", Integer.toString(port), CLIENT, SECRET, redirectUrl)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            StringBuilder all = new StringBuilder();
            String line = "";
            while (!line.startsWith("ready")) {
                line = said.readLine();
                if (line == null) {
                    throw new IllegalStateException("the OpenID provider did not start: " + all);
                }
                all.append(line).append('\n');
            }
            // What it says from now on must go somewhere, or it stands still.
            Thread.ofVirtual().start(() -> said.lines().forEach(more -> {}));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path folder() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path folder = at.resolve("outside/openid");
            if (Files.isDirectory(folder.resolve("node_modules"))) {
                return folder;
            }
        }
        throw new IllegalStateException("The OpenID provider is not installed: npm --prefix outside/openid ci");
    }

    public String issuer() {
        return issuer;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
