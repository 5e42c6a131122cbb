package io.rapport.server.chat;

import io.rapport.server.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// JSON that the widget sends as plain text.
final class PlainBody {
    static final int MAX = 64 * 1024;

    private PlainBody() {}

    static <T> T read(HttpServletRequest request, JsonMapper json, Class<T> as) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MAX + 1);
        if (body.length > MAX) {
            throw Refusal.tooLarge("That is larger than may be sent here.");
        }
        try {
            return Optional.ofNullable(json.readValue(body, as))
                    .orElseThrow(() -> Refusal.field("body", "There is nothing in it."));
        } catch (JacksonException unreadable) {
            throw Refusal.field("body", "This could not be read.");
        }
    }
}
