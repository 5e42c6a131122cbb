package io.rapport.server.recording;

import io.rapport.server.vocabulary.OneOf;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Recordings, for whoever may hear them.
@RestController
@RequestMapping("/api/recordings")
@May(Permission.HEAR_RECORDINGS)
class RecordingRoutes {
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{1,15})-([0-9]{0,15})");

    private final Recordings recordings;
    private final Listeners listeners;

    RecordingRoutes(Recordings recordings, Listeners listeners) {
        this.recordings = recordings;
        this.listeners = listeners;
    }

    /// @param beganMillis from the recording's beginning
    /// @param endedMillis none: it lasts
    record GapView(
            @OneOf(Recording.Why.class) String why,
            @Nullable String agent,
            int beganMillis,
            @Nullable Integer endedMillis) {}

    /// @param basis why it may be
    /// @param askedBy who of us they said yes to
    /// @param live whether it goes on
    /// @param agents who of us is heard on it, on the right channel
    /// @param whole whether all its parts are there, as they were written
    /// @param columnMillis how long one column of the levels is
    /// @param left how loud the customer was, 0 to 100
    /// @param right how loud we were
    record RecordingView(
            String id,
            String customer,
            @OneOf(or = {"ANNOUNCED", "CONSENTED"}) String basis,
            @Nullable String askedBy,
            Instant began,
            int millis,
            boolean live,
            List<String> agents,
            List<GapView> gaps,
            boolean whole,
            int columnMillis,
            List<Integer> left,
            List<Integer> right) {}

    /// What is to be known of a recording before it is heard.
    @GetMapping("/{id}")
    RecordingView recording(@PathVariable String id, Principal caller) {
        Recording found = listeners.of(number(id), account(caller));
        List<RecordingStore.Kept> parts = recordings.parts(found.id());
        int millis = millis(found, parts);
        Levels levels = Levels.of(millis, parts);
        return new RecordingView(
                id,
                found.customer().toString(),
                found.basis() instanceof Basis.Announced ? "ANNOUNCED" : "CONSENTED",
                found.basis() instanceof Basis.Consented(var to) ? to.toString() : null,
                found.began(),
                millis,
                found.millis().isEmpty(),
                found.agents().stream().map(Object::toString).toList(),
                found.gaps().stream()
                        .map(gap -> new GapView(
                                gap.why().name(),
                                gap.agent().map(Object::toString).orElse(null),
                                gap.began(),
                                gap.ended().orElse(null)))
                        .toList(),
                recordings.isWhole(found.id()),
                levels.columnMillis(),
                Arrays.stream(levels.left()).boxed().toList(),
                Arrays.stream(levels.right()).boxed().toList());
    }

    /// Its sound, as a WAV file of two channels; a range of its bytes where one is asked for.
    @GetMapping("/{id}/sound")
    void recordingSound(
            @PathVariable String id,
            @RequestHeader(value = HttpHeaders.RANGE, required = false) @Nullable String range,
            Principal caller,
            HttpServletResponse response)
            throws IOException {
        Recording found = listeners.of(number(id), account(caller));
        listeners.listens(found, account(caller));
        StereoWav wav = new StereoWav(
                millis(found, recordings.parts(found.id())),
                (from, until) -> recordings.sound(found.id(), from, until));
        long begin = 0;
        long end = wav.length();
        Matcher asked = RANGE.matcher(range == null ? "" : range.strip());
        if (asked.matches()) {
            begin = Long.parseLong(asked.group(1));
            end = asked.group(2).isEmpty() ? end : Math.min(end, Long.parseLong(asked.group(2)) + 1);
            if (begin >= end) {
                response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + wav.length());
                response.setStatus(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value());
                return;
            }
            response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
            response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes " + begin + "-" + (end - 1) + "/" + wav.length());
        }
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType("audio/wav");
        response.setContentLengthLong(end - begin);
        wav.write(response.getOutputStream(), begin, end);
    }

    private static int millis(Recording found, List<RecordingStore.Kept> parts) {
        return found.millis()
                .orElseGet(() -> parts.isEmpty() ? 0 : (parts.getLast().number() + 1) * 5_000);
    }

    private static long account(Principal caller) {
        return Long.parseLong(caller.getName());
    }

    private static long number(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw Refusal.notFound("There is no recording that you may hear.");
        }
        return Long.parseLong(text);
    }
}
