package io.rapport.server.chat;

import io.rapport.server.channel.InboxUnavailableException;
import io.rapport.server.channel.Taken;
import io.rapport.server.interaction.Interactions;
import io.rapport.server.outreach.Notices;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.web.ForEveryone;
import io.rapport.server.web.Language;
import io.rapport.server.web.PostLimit;
import io.rapport.server.web.Refusal;
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
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.json.JsonMapper;

/// What the widget asks, from the company's own site. Bodies are JSON sent as plain text without cookies, so that a
/// browser needs no preflight (Fetch standard, "CORS-safelisted"); the site must be one that the door allows.
@RestController
@RequestMapping("/chat/{key}")
@ForEveryone
class ChatRoutes {
    static final int MAX_TEXT = 4_000;
    /// A stream ends after this time and is taken up again, so that none outlives its page by much.
    static final Duration LONGEST = Duration.ofMinutes(30);
    /// A line of nothing at least so often: who has gone is noticed, and proxies don't hang up.
    static final Duration PULSE = Duration.ofSeconds(15);

    private final ChatCallers callers;
    private final ChatTalks talks;
    private final ChatCalls calls;
    private final ChatStreams streams;
    private final ChatLimits limits;
    private final ChatFiles files;
    private final Notices notices;
    private final JsonMapper json;
    private final Clock clock;

    ChatRoutes(
            ChatCallers callers,
            ChatTalks talks,
            ChatCalls calls,
            ChatStreams streams,
            ChatLimits limits,
            ChatFiles files,
            Notices notices,
            JsonMapper json,
            Clock clock) {
        this.callers = callers;
        this.talks = talks;
        this.calls = calls;
        this.streams = streams;
        this.limits = limits;
        this.files = files;
        this.notices = notices;
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
            @Nullable String email,
            @Nullable String lang,
            @Nullable String file) {}

    /// @param id the line's number
    record Kept(String id) {}

    /// Takes a message; answers after the commit, so that what is acknowledged is kept.
    @PostMapping("/messages")
    Kept message(@PathVariable String key, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Asked asked = read(request);
        ChatTalks.Caller caller = callers.of(key, asked.visitor(), asked.identity(), asked.lang(), request, response);
        String id = ChatCallers.key(asked.id());
        String text =
                asked.text() == null ? "" : asked.text().replace("\u0000", "").strip();
        if (text.isEmpty() || text.length() > MAX_TEXT) {
            throw Refusal.field(
                    "text",
                    caller.language()
                            .say(
                                    "Please write between 1 and " + MAX_TEXT + " characters.",
                                    "Por favor, escriba entre 1 y " + MAX_TEXT + " caracteres."));
        }
        Instant now = clock.instant();
        callers.count(caller, request, now);
        return kept(caller.language(), () -> talks.take(caller, id, text, now));
    }

    /// Notes where they want the answer when they have gone.
    @PostMapping("/address")
    Kept address(@PathVariable String key, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Asked asked = read(request);
        ChatTalks.Caller caller = callers.of(key, asked.visitor(), asked.identity(), asked.lang(), request, response);
        String id = ChatCallers.key(asked.id());
        ContactPoint address = ContactPoint.email(asked.email() == null ? "" : asked.email())
                .filter(a -> a.domain().contains("."))
                .orElseThrow(() -> Refusal.field(
                        "email",
                        caller.language()
                                .say(
                                        "Please give the mail address at which we can answer you.",
                                        "Por favor, indique el correo en el que podemos responderle.")));
        if (caller.identity().isPresent()) {
            throw Refusal.conflict(
                    "known",
                    caller.language()
                            .say(
                                    "We know your address and answer you there.",
                                    "Conocemos su dirección y le respondemos ahí."));
        }
        Instant now = clock.instant();
        callers.count(caller, request, now);
        return kept(caller.language(), () -> talks.leave(caller, id, address, now));
    }

    /// Takes a file, as browsers send forms.
    @PostMapping("/files")
    Kept file(@PathVariable String key, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ChatTalks.Caller caller = callers.of(
                key,
                request.getParameter("visitor"),
                request.getParameter("identity"),
                request.getParameter("lang"),
                request,
                response);
        String id = ChatCallers.key(request.getParameter("id"));
        MultipartFile file = files.of(request)
                .orElseThrow(() -> Refusal.field(
                        "file",
                        caller.language()
                                .say(
                                        "Please choose a file that is not empty.",
                                        "Elija un archivo que no esté vacío.")));
        if (file.getSize() > ChatFiles.MAX_BYTES) {
            throw Refusal.tooLarge(caller.language()
                    .say("A file may have at most 10 MB.", "Un archivo puede tener 10 MB como máximo."));
        }
        Instant now = clock.instant();
        callers.count(caller, request, now);
        return files.take(file, attached -> kept(caller.language(), () -> talks.take(caller, id, attached, now)))
                .orElseThrow(() -> Refusal.unavailable(caller.language()
                        .say(
                                "Many are sending files just now. Please send yours again in a minute.",
                                "Muchos envían archivos ahora. Envíe el suyo de nuevo en un minuto.")));
    }

    /// A file that was said in their talk: always a download, whatever it says to be.
    @PostMapping("/file")
    ResponseEntity<byte[]> fetch(@PathVariable String key, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Asked asked = read(request);
        ChatTalks.Caller caller = callers.of(key, asked.visitor(), asked.identity(), asked.lang(), request, response);
        String number = asked.file() == null ? "" : asked.file();
        if (limits.streams().count(request.getRemoteAddr(), clock.instant()).isPresent()) {
            throw Refusal.tooOften("Very many came from your network. Please try again later.");
        }
        Interactions.File file = talks.visitor(caller)
                .filter(caller::owns)
                .filter(visitor -> number.matches("[0-9]{1,18}"))
                .flatMap(visitor -> talks.file(visitor, Long.parseLong(number)))
                .orElseThrow(() -> Refusal.notFound("There is no such file in this talk."));
        return ResponseEntity.ok()
                .header("Content-Disposition", "attachment")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("Cache-Control", "no-store")
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(file.bytes());
    }

    /// What was said and how it stands, now and from now on, as server-sent events (HTML standard section 9.2). Each
    /// connection begins with everything, so that one that was lost is simply opened again.
    @PostMapping("/stream")
    void stream(@PathVariable String key, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Asked asked = read(request);
        ChatTalks.Caller caller = callers.of(key, asked.visitor(), asked.identity(), asked.lang(), request, response);
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
        Optional<ChatCalls.View> call = Optional.empty();
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
            if (first) {
                // What touches them of ours opens the talk: they need not ask.
                visitor.flatMap(ChatStore.Visitor::customer)
                        .flatMap(customer -> notices.word(customer, caller.language()))
                        .ifPresent(word -> event(events, "notice", word));
            }
            if (first || !fresh.isEmpty()) {
                event(events, "lines", fresh);
            }
            if (told.filter(state::equals).isEmpty()) {
                event(events, "state", state);
                told = Optional.of(state);
            }
            Optional<ChatCalls.View> calling = calls.view(caller);
            if (first || !calling.equals(call)) {
                event(events, "call", calling);
                call = calling;
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

    private Kept kept(Language language, Take take) {
        try {
            Taken taken = take.now();
            // Only now is it known whose talk this is.
            taken.customer().ifPresent(streams::wake);
            return new Kept(taken.interaction().map(Object::toString).orElse(""));
        } catch (InboxUnavailableException away) {
            throw Refusal.unavailable(language.say(
                    "It could not be kept just now. It is sent again by itself.",
                    "Ahora no se ha podido guardar. Se envía de nuevo por sí solo."));
        }
    }

    private Asked read(HttpServletRequest request) throws IOException {
        return PlainBody.read(request, json, Asked.class);
    }
}
