package io.rapport.server.web;

import java.util.LinkedHashMap;
import java.util.Map;

/// The body of an error (RFC 9457). `code` is stable, `detail` says what happened and what to do next.
public record Problem(String type, String title, int status, String code, String detail, Map<String, String> fields) {

    static Problem of(int status, String code, String detail, Map<String, String> fields) {
        return new Problem("about:blank", title(status), status, code, detail, fields);
    }

    /// In the language of whoever asks.
    Problem spoken() {
        Map<String, String> said = new LinkedHashMap<>();
        fields.forEach((field, sentence) -> said.put(field, Spoken.say(sentence)));
        return new Problem(type, title, status, code, Spoken.say(detail), said);
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad request";
            case 401 -> "Not signed in";
            case 403 -> "Not allowed";
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 409 -> "Conflict";
            case 413 -> "Too large";
            case 415 -> "Unsupported media type";
            case 422 -> "Not accepted";
            case 429 -> "Too often";
            case 503 -> "Not now";
            default -> status >= 500 ? "Our mistake" : "Refused";
        };
    }
}
