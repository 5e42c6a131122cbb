package io.rapport.server.api;

import io.rapport.server.access.SignedIn;
import io.rapport.server.journal.Feed;
import io.rapport.server.journal.Recorded;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What happens, for programs: as pages, or as a stream.
@RestController
@RequestMapping("/api/events")
@May(Permission.SEE_EVENTS)
class EventRoutes {
    static final int MOST = 1_000;

    private final Feed feed;
    private final EventStreams streams;
    private final JsonMapper json;

    EventRoutes(Feed feed, EventStreams streams, JsonMapper json) {
        this.feed = feed;
        this.streams = streams;
        this.json = json;
    }

    /// Something that happened.
    ///
    /// @param customer whose it is; null for what belongs to nobody
    /// @param data ids, numbers, times and enumerations, never words
    record EventView(
            String id, String type, Instant at, @Nullable String customer, JsonNode data) {}

    /// @param events oldest first
    /// @param after for what happens next; the same again when nothing has happened
    record EventPage(List<EventView> events, String after) {}

    private EventView view(Recorded event) {
        return new EventView(
                Long.toString(event.id()),
                feed.type(event),
                event.at(),
                event.customer().map(Object::toString).orElse(null),
                feed.data(event));
    }

    /// What happened, oldest first: from the beginning, or behind a cursor. With `Accept: text/event-stream` it goes on
    /// as a stream, from now on or behind the cursor; `Last-Event-ID` resumes it.
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    EventPage events(
            @RequestParam(required = false) @Nullable String after, @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Refusal.field("limit", "From 1 to " + MOST + ".");
        }
        Recorded.Position from = after == null ? Recorded.Position.START : Cursor.read(after);
        List<Recorded> found = feed.after(from, limit);
        return new EventPage(
                found.stream().map(this::view).toList(),
                Cursor.of(found.isEmpty() ? from : found.getLast().position()));
    }

    /// The same as a stream.
    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void stream(
            @RequestParam(required = false) @Nullable String after,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response) {
        String cursor = last == null || last.isEmpty() ? after : last;
        Recorded.Position from = cursor == null ? feed.end() : Cursor.read(cursor);
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        try {
            streams.pour(me, from, response.getOutputStream(), this::words);
        } catch (IOException gone) {
            // The program has closed its end: there is nobody to tell.
            return;
        }
    }

    private String words(Recorded event) {
        return "id: " + Cursor.of(event.position()) + "\nevent: " + feed.type(event) + "\ndata: "
                + json.writeValueAsString(view(event)) + "\n\n";
    }
}
