package io.rapport.server.mystery;

import io.rapport.server.channel.Door;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Knocks at forms as a browser without script does: opens the page, takes the time that a person takes, posts it, and
/// opens the receipt that the thanks link to.
final class FormHand {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// Longer than the form takes for a machine's haste.
    private static final Duration TYPING = Duration.ofSeconds(3);

    private static final Pattern STAMP = Pattern.compile("name=\"stamp\" value=\"([^\"]{1,200})\"");
    private static final Pattern RECEIPT = Pattern.compile("/r/[A-Za-z0-9_-]{16,100}");

    private final Supplier<String> url;

    /// @param url under which our pages are opened, without a slash at its end
    FormHand(Supplier<String> url) {
        this.url = url;
    }

    /// @return whether the thanks led to a receipt that opens
    /// @throws IOException when the form did not open, or did not take it
    boolean knock(Door door, Letter letter) throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            String form = url.get() + "/form/" + door.address();
            HttpResponse<String> page = client.send(request(form).GET().build(), HttpResponse.BodyHandlers.ofString());
            Matcher stamp = STAMP.matcher(page.body());
            if (page.statusCode() != 200 || !stamp.find()) {
                throw new IOException("the form answered " + page.statusCode());
            }
            Thread.sleep(TYPING);
            HttpResponse<String> thanks =
                    client.send(post(form, filled(letter, stamp.group(1))), HttpResponse.BodyHandlers.ofString());
            if (thanks.statusCode() != 200) {
                throw new IOException("the form answered " + thanks.statusCode() + " to what was sent");
            }
            Matcher receipt = RECEIPT.matcher(thanks.body());
            if (!receipt.find()) {
                return false;
            }
            HttpRequest opened = request(url.get() + receipt.group()).GET().build();
            return client.send(opened, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
        }
    }

    private static Map<String, String> filled(Letter letter, String stamp) {
        return Map.of(
                "name",
                MysteryCustomer.NAME,
                "email",
                MysteryCustomer.ADDRESS.value(),
                "topic",
                "help",
                "message",
                letter.subject() + "\n\n" + letter.text(),
                "website",
                "",
                "stamp",
                stamp);
    }

    private static HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE);
    }

    private static HttpRequest post(String form, Map<String, String> fields) {
        String boundary = "knock" + UUID.randomUUID().toString().replace("-", "");
        StringBuilder body = new StringBuilder();
        fields.forEach((name, value) -> body.append("--")
                .append(boundary)
                .append("\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
        body.append("--").append(boundary).append("--\r\n");
        return request(form)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8))
                .build();
    }
}
