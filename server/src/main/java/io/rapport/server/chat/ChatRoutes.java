package io.rapport.server.chat;

import io.rapport.server.channel.Door;
import io.rapport.server.channel.InboxUnavailableException;
import io.rapport.server.channel.Taken;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.web.ForEveryone;
import io.rapport.server.web.PostLimit;
import io.rapport.server.web.Refusal;
import io.rapport.server.web.WebSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What the widget asks, from the company's own site. Bodies are JSON sent as plain text without cookies, so that a
/// browser needs no preflight (Fetch standard, "CORS-safelisted"); the site must be one that the door allows.
@RestController
@RequestMapping("/chat/{key}")
@ForEveryone
class ChatRoutes {
    static final int MAX_BODY = 64 * 1024;
    static final int MAX_TEXT = 4_000;
    /// A stream ends after this time and is taken up again, so that none outlives its page by much.
    static final Duration LONGEST = Duration.ofMinutes(30);
    /// A line of nothing at least so often: who has gone is noticed, and proxies don't hang up.
    static final Duration PULSE = Duration.ofSeconds(15);

    private static final String TOKEN = "[A-Za-z0-9_-]{43}";
    private static final String KEY = "[A-Za-z0-9-]{8,64}";

    private final ChatDoors doors;
    private final ChatTalks talks;
    private final ChatStreams streams;
    private final ChatLimits limits;
    private final String ours;
    private final JsonMapper json;
    private final Clock clock;

    ChatRoutes(
            ChatDoors doors,
            ChatTalks talks,
            ChatStreams streams,
            ChatLimits limits,
            WebSettings web,
            JsonMapper json,
            Clock clock) {
        this.doors = doors;
        this.talks = talks;
        this.streams = streams;
        this.limits = limits;
        this.ours = ChatDoors.origin(web.publicUrl()).orElse("");
        this.json = json;
        this.clock = clock;
    }

    /// How much visitors may write.
    record ChatLimits(PostLimit visitors, PostLimit addresses, PostLimit streams) {}

    record Asked(
            @Nullable String visitor,
            @Nullable String identity,
            @Nullable String id,
            @Nullable String text,
            @Nullable String email) {}

    /// @param id the line's number
    record Kept(String id) {}

    /// Takes a message; answers after the commit, so that what is acknowledged is kept.
    @PostMapping("/messages")
    Kept message(@PathVariable String key, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Asked asked = read(request);
        ChatTalks.Caller caller = caller(key, asked, request, response);
        String id = id(asked);
        String text =
                asked.text() == null ? "" : asked.text().replace("\u0000", "").strip();
        if (text.isEmpty() || text.length() > MAX_TEXT) {
            throw Refusal.field("text", "Please write between 1 and " + MAX_TEXT + " characters.");
        }
        Instant now = clock.instant();
        count(caller, request, now);
        return kept(() -> talks.take(caller, id, text, now));
    }

    /// Notes where they want the answer when they have gone.
    @PostMapping("/address")
    Kept address(@PathVariable String key, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Asked asked = read(request);
        ChatTalks.Caller caller = caller(key, asked, request, response);
        String id = id(asked);
        ContactPoint address = ContactPoint.email(asked.email() == null ? "" : asked.email())
                .filter(a -> a.domain().contains("."))
                .orElseThrow(() -> Refusal.field("email", "Please give the mail address at which we can answer you."));
        if (caller.identity().isPresent()) {
            throw Refusal.conflict("known", "We know your address and answer you there.");
        }
        Instant now = clock.instant();
        count(caller, request, now);
        return kept(() -> talks.leave(caller, id, address, now));
    }

    /// What was said and how it stands, now and from now on, as server-sent events (HTML standard section 9.2). Each
    /// connection begins with everything, so that one that was lost is simply opened again.
    @PostMapping("/stream")
    void stream(@PathVariable String key, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ChatTalks.Caller caller = caller(key, read(request), request, response);
        if (limits.streams().count(request.getRemoteAddr(), clock.instant()).isPresent()) {
            throw Refusal.tooOften("Very many came from your network. It is tried again by itself.");
        }
        try (ChatStreams.Open open = streams.open(request.getRemoteAddr())
                .orElseThrow(() -> Refusal.unavailable("Very many are here just now. It is tried again by itself."))) {
            response.setContentType("text/event-stream");
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            pour(caller, open, response.getOutputStream());
        } catch (IOException gone) {
            // The visitor's page has closed: there is nobody to tell.
            return;
        }
    }

    private void pour(ChatTalks.Caller caller, ChatStreams.Open open, OutputStream out) throws IOException {
        Set<String> sent = new HashSet<>();
        Optional<ChatTalks.State> told = Optional.empty();
        Instant end = clock.instant().plus(LONGEST);
        boolean first = true;
        do {
            Instant now = clock.instant();
            Optional<ChatStore.Visitor> visitor = talks.visitor(caller).filter(caller::owns);
            open.shows(visitor.flatMap(ChatStore.Visitor::customer));
            List<ChatTalks.Line> fresh = visitor.map(talks::lines).orElse(List.of()).stream()
                    .filter(line -> sent.add(line.id()))
                    .toList();
            ChatTalks.State state = talks.state(caller, visitor, now);
            StringBuilder events = new StringBuilder();
            if (first || !fresh.isEmpty()) {
                event(events, "lines", fresh);
            }
            if (told.filter(state::equals).isEmpty()) {
                event(events, "state", state);
                told = Optional.of(state);
            }
            out.write((events.isEmpty() ? ":\n\n" : events.toString()).getBytes(StandardCharsets.UTF_8));
            out.flush();
            first = false;
        } while (open.await(PULSE) && clock.instant().isBefore(end));
    }

    private void event(StringBuilder events, String name, Object data) {
        events.append("event: ")
                .append(name)
                .append("\ndata: ")
                .append(json.writeValueAsString(data))
                .append("\n\n");
    }

    private interface Take {
        Taken now();
    }

    private Kept kept(Take take) {
        try {
            Taken taken = take.now();
            // Only now is it known whose talk this is.
            taken.customer().ifPresent(streams::wake);
            return new Kept(taken.interaction().map(Object::toString).orElse(""));
        } catch (InboxUnavailableException away) {
            throw Refusal.unavailable("It could not be kept just now. It is sent again by itself.");
        }
    }

    private void count(ChatTalks.Caller caller, HttpServletRequest request, Instant now) {
        Optional<Duration> wait = limits.addresses()
                .count(request.getRemoteAddr(), now)
                .or(() -> limits.visitors().count(caller.token(), now));
        if (wait.isPresent()) {
            throw Refusal.tooOften("That was very much at once. It is sent again by itself in "
                    + Math.max(1, wait.get().plusSeconds(59).toMinutes()) + " min.");
        }
    }

    private Asked read(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw Refusal.tooLarge("That is larger than may be sent here.");
        }
        try {
            return Optional.ofNullable(json.readValue(body, Asked.class))
                    .orElseThrow(() -> Refusal.field("body", "There is nothing in it."));
        } catch (JacksonException unreadable) {
            throw Refusal.field("body", "This could not be read.");
        }
    }

    private static String id(Asked asked) {
        return Optional.ofNullable(asked.id())
                .filter(id -> id.matches(KEY))
                .orElseThrow(() -> Refusal.field("id", "Each message needs a key of its own."));
    }

    /// Who asks, from an allowed site.
    private ChatTalks.Caller caller(String key, Asked asked, HttpServletRequest request, HttpServletResponse response) {
        Door door = doors.at(key).orElseThrow(() -> Refusal.notFound("There is no chat at this address."));
        String origin = Optional.ofNullable(request.getHeader("Origin")).orElse("");
        if (!origin.equals(ours) && !doors.origins(door.id()).contains(origin)) {
            throw Refusal.forbidden("This site may not embed this chat. An administrator allows it under Doors.");
        }
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.addHeader("Vary", "Origin");
        String token = Optional.ofNullable(asked.visitor())
                .filter(text -> text.matches(TOKEN))
                .orElseThrow(() -> Refusal.field("visitor", "This is no visitor's token."));
        Optional<SignedIdentity> identity = Optional.ofNullable(asked.identity())
                .filter(text -> !text.isEmpty())
                .map(text -> doors.secret(door.id())
                        .flatMap(secret -> SignedIdentity.read(text, secret, clock.instant()))
                        .orElseThrow(() -> Refusal.signIn(
                                "We could not recognise you. Please open this page once more, signed in.")));
        ChatTalks.Caller caller = new ChatTalks.Caller(door, token, identity);
        if (talks.visitor(caller).filter(visitor -> !caller.owns(visitor)).isPresent()) {
            throw Refusal.signIn("This talk belongs to somebody who was signed in. Please open the page once more.");
        }
        return caller;
    }
}
