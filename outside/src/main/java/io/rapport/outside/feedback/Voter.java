package io.rapport.outside.feedback;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A person with a browser without script: opens a link, fills in the form that comes, and sends it. Thread-safe.
public final class Voter {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern ACTION = Pattern.compile("<form method=\"post\"[^>]* action=\"([^\"]+)\"");
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");
    private static final Pattern CHECKED =
            Pattern.compile("<input type=\"radio\" name=\"([^\"]+)\" value=\"([^\"]*)\" checked");

    private final HttpClient client;

    public Voter() {
        this(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build());
    }

    public Voter(HttpClient client) {
        this.client = client;
    }

    /// A page as it came.
    ///
    /// @param form where its form is sent; empty where it has none
    /// @param fields what would be sent if they only pressed the button
    public record Sheet(URI form, Map<String, String> fields, int status, String html) {
        /// What stands in a field; empty where there is none.
        public String field(String name) {
            return fields.getOrDefault(name, "");
        }

        /// With something else filled in.
        public Sheet with(String name, String value) {
            Map<String, String> changed = new LinkedHashMap<>(fields);
            changed.put(name, value);
            return new Sheet(form, changed, status, html);
        }
    }

    public Sheet open(String link) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(link)).timeout(PATIENCE).build(),
                HttpResponse.BodyHandlers.ofString());
        return sheet(URI.create(link), answer);
    }

    /// Presses the button.
    public Sheet send(Sheet sheet) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request(sheet), HttpResponse.BodyHandlers.ofString());
        return sheet(sheet.form(), answer);
    }

    /// What is sent when the button is pressed.
    public static HttpRequest request(Sheet sheet) {
        return HttpRequest.newBuilder(sheet.form())
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body(sheet)))
                .build();
    }

    /// The fields as browsers send them.
    public static String body(Sheet sheet) {
        return sheet.fields().entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Sheet sheet(URI from, HttpResponse<String> answer) {
        String html = answer.body();
        Matcher action = ACTION.matcher(html);
        URI form = action.find() ? from.resolve(action.group(1)) : URI.create("");
        Map<String, String> fields = new LinkedHashMap<>();
        for (Pattern pattern : new Pattern[] {HIDDEN, CHECKED}) {
            Matcher found = pattern.matcher(html);
            while (found.find()) {
                fields.put(found.group(1), found.group(2));
            }
        }
        return new Sheet(form, fields, answer.statusCode(), html);
    }
}
