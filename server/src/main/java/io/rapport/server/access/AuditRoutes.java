package io.rapport.server.access;

import io.rapport.server.web.May;
import io.rapport.server.web.PageSize;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Reading the record of who did what.
@RestController
class AuditRoutes {
    private static final int MAX_WORDS = 100;

    private final AuditStore store;

    AuditRoutes(AuditStore store) {
        this.store = store;
    }

    record EntryView(String id, Instant at, String who, String action, String subject) {}

    /// @param before goes into the request for the next page; null: this is the last
    record AuditPage(List<EntryView> entries, @Nullable String before) {}

    /// Who did what, newest first.
    @GetMapping("/api/admin/audit")
    @May(Permission.SEE_AUDIT)
    AuditPage audit(
            @RequestParam(defaultValue = "") String who,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String before,
            @RequestParam(defaultValue = "" + AuditStore.PAGE) int limit) {
        int rows = PageSize.of(limit);
        List<AuditStore.Entry> read = store.read(
                new AuditStore.Wanted(
                        words(who),
                        words(words),
                        time("from", from),
                        time("to", to),
                        Optional.of(before).filter(b -> !b.isEmpty()).map(OwnSignInRoutes::number)),
                rows + 1);
        boolean more = read.size() > rows;
        List<EntryView> shown = read.stream()
                .limit(rows)
                .map(e -> new EntryView(Long.toString(e.id()), e.at(), e.who(), e.action(), e.subject()))
                .toList();
        return new AuditPage(shown, more ? shown.getLast().id() : null);
    }

    private static Optional<String> words(String typed) {
        String words = typed.strip().replace("\u0000", "");
        return Optional.of(words.length() > MAX_WORDS ? words.substring(0, MAX_WORDS) : words)
                .filter(text -> !text.isEmpty());
    }

    private static Optional<Instant> time(String field, String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException unread) {
            throw Refusal.field(field, "A time is written like 2026-03-01T09:00:00Z.");
        }
    }
}
