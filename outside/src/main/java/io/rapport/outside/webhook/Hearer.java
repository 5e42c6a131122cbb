package io.rapport.outside.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A system on a free port of the loopback address that hears webhooks, and checks who says so as the Standard Webhooks
/// specification wants it: by the secret, over id, time and body, within five minutes. Thread-safe.
public final class Hearer implements AutoCloseable {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /// How it answers.
    public enum Mood {
        WELL,
        /// `500`.
        FAILS,
        /// `302` to a place that counts who comes.
        ELSEWHERE,
        /// Begins an answer that does not end.
        ENDLESS
    }

    /// What came once.
    public record Heard(String id, String timestamp, String signature, String body) {

        /// Whether one of the signatures is of this secret, and the time is now.
        public boolean isSignedBy(String secret) {
            Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), Instant.now());
            if (age.abs().compareTo(TOLERANCE) > 0) {
                return false;
            }
            try {
                byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                byte[] wanted = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
                for (String each : signature.split(" ")) {
                    if (each.startsWith("v1,")
                            && MessageDigest.isEqual(wanted, Base64.getDecoder().decode(each.substring(3)))) {
                        return true;
                    }
                }
                return false;
            } catch (GeneralSecurityException everyJdkHasIt) {
                throw new IllegalStateException(everyJdkHasIt);
            }
        }
    }

    private final HttpServer server;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final List<String> elsewhere = new CopyOnWriteArrayList<>();
    private volatile Mood mood = Mood.WELL;

    public Hearer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 20);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/hook", this::hear);
        server.createContext("/elsewhere", exchange -> {
            elsewhere.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/hook";
    }

    public void be(Mood wanted) {
        mood = wanted;
    }

    /// In the order in which they came; also those that were answered badly.
    public List<Heard> heard() {
        return List.copyOf(heard);
    }

    public List<Heard> heard(Predicate<Heard> which) {
        return heard.stream().filter(which).toList();
    }

    /// Who followed a redirect.
    public List<String> elsewhere() {
        return List.copyOf(elsewhere);
    }

    private void hear(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        heard.add(new Heard(
                header(exchange, "webhook-id"),
                header(exchange, "webhook-timestamp"),
                header(exchange, "webhook-signature"),
                body));
        switch (mood) {
            case WELL -> answer(exchange, 200, "thank you");
            case FAILS -> answer(exchange, 500, "not today");
            case ELSEWHERE -> {
                exchange.getResponseHeaders().add("Location", "http://127.0.0.1:" + port() + "/elsewhere");
                answer(exchange, 302, mood.name().toLowerCase(Locale.ROOT));
            }
            case ENDLESS -> {
                exchange.sendResponseHeaders(200, 0);
                try (var out = exchange.getResponseBody()) {
                    while (mood == Mood.ENDLESS) {
                        out.write('.');
                        out.flush();
                        Thread.sleep(50);
                    }
                } catch (IOException | InterruptedException gone) {
                    exchange.close();
                }
            }
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static void answer(HttpExchange exchange, int status, String words) throws IOException {
        byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        mood = Mood.WELL;
        server.stop(0);
    }
}
