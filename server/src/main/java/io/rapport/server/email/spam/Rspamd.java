package io.rapport.server.email.spam;

import io.rapport.server.email.mime.CleanText;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks a running rspamd (its page "Rspamd protocol", `POST /checkv2`). Answers are bounded in time and bytes; nothing
/// is thrown for what it says or does not say. Thread-safe.
public final class Rspamd implements AutoCloseable {
    private static final int MAX_ANSWER = 512 * 1024;
    private static final int MAX_HEADER = 1000;
    private static final int NAMED_SYMBOLS = 3;
    /// Actions that a mail server in front of a person would not deliver as ordinary mail. `greylist` and
    /// `soft reject` are not among them: both say "not now", and we have no second time.
    private static final Set<String> JUNK = Set.of("reject", "add header", "rewrite subject", "quarantine", "discard");

    private final JsonMapper json = JsonMapper.builder().build();
    private final URI check;
    private final Duration patience;
    private final HttpClient http;

    /// @param url of its normal worker or proxy, `http://127.0.0.1:11333`
    /// @param patience for a whole answer
    /// @throws IllegalArgumentException when this is no http address
    public Rspamd(String url, Duration patience) {
        String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        if (!base.matches("https?://[^/\\s]+.*")) {
            throw new IllegalArgumentException("rapport.email.rspamd.url is no http address: " + url);
        }
        this.check = URI.create(base + "/checkv2");
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .build();
    }

    Judgement judge(Question question) {
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(
                request(question),
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MAX_ANSWER));
        try {
            HttpResponse<byte[]> said = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return said.statusCode() == 200
                    ? read(json.readTree(said.body()))
                    : new Judgement.Unknown("it answers HTTP " + said.statusCode());
        } catch (TimeoutException slow) {
            answer.cancel(true);
            return tooSlow();
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            boolean slow = cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException);
            return slow
                    ? tooSlow()
                    : new Judgement.Unknown(
                            "it can't be reached: " + cause.getClass().getSimpleName());
        } catch (JacksonException | StackOverflowError notJson) {
            return new Judgement.Unknown("it answers what is no JSON");
        } catch (InterruptedException stopping) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Judgement.Unknown("stopped");
        }
    }

    /// Whose clock rang first, ours or the HTTP client's, is chance: both say the same.
    private Judgement tooSlow() {
        return new Judgement.Unknown("it took longer than " + patience.toMillis() + " ms");
    }

    private HttpRequest request(Question question) {
        HttpRequest.Builder request = HttpRequest.newBuilder(check)
                .timeout(patience)
                .POST(HttpRequest.BodyPublishers.ofByteArray(question.raw()));
        question.from().ifPresent(from -> header(request, "From", from.isEmpty() ? "<>" : from));
        question.recipients().forEach(recipient -> header(request, "Rcpt", recipient));
        question.peer()
                .map(InetAddress::getHostAddress)
                .ifPresent(ip -> header(request, "IP", ip.replaceAll("%.*", "")));
        header(request, "Helo", question.helo());
        return request.build();
    }

    /// What a sender wrote into the envelope and is no plain header value is left out: a filter that knows less judges
    /// worse, but nobody writes headers of ours.
    private static void header(HttpRequest.Builder request, String name, String value) {
        boolean plain = value.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
        if (plain && !value.isEmpty() && value.length() <= MAX_HEADER) {
            request.header(name, value);
        }
    }

    private static Judgement read(JsonNode said) {
        JsonNode action = said.path("action");
        if (!action.isString()) {
            return new Judgement.Unknown("it names no action");
        }
        if (!JUNK.contains(action.asString().toLowerCase(Locale.ROOT))) {
            return new Judgement.Fine();
        }
        String score = String.format(Locale.ROOT, "%.1f", said.path("score").asDouble(0));
        return new Judgement.Junk(CleanText.line(
                "the spam filter says " + action.asString() + ", " + score + " points: " + strongest(said), 300));
    }

    private record Symbol(String name, double score) {}

    private static String strongest(JsonNode said) {
        List<Symbol> symbols = new ArrayList<>();
        said.path("symbols")
                .forEachEntry((name, symbol) ->
                        symbols.add(new Symbol(name, symbol.path("score").asDouble(0))));
        return symbols.stream()
                .filter(symbol -> symbol.score() >= 0)
                .sorted(Comparator.comparingDouble(Symbol::score).reversed())
                .limit(NAMED_SYMBOLS)
                .map(Symbol::name)
                .collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
