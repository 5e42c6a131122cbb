package io.rapport.server.desk;

import io.rapport.server.channel.Fates;
import io.rapport.server.web.May;
import io.rapport.server.web.PageSize;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The lane in which seeming junk waits for a person.
@RestController
@RequestMapping("/api/junk")
@May(Permission.SEE_CUSTOMERS)
class JunkRoutes {
    static final int PAGE = 100;

    private final Fates fates;
    private final Caller caller;

    JunkRoutes(DeskParts parts, Fates fates) {
        this.fates = fates;
        this.caller = parts.caller();
    }

    /// What was taken for junk, newest first.
    @GetMapping
    Wire.JunkPage junk(
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(defaultValue = "" + PAGE) int limit) {
        int rowsShown = PageSize.of(limit);
        Optional<Long> cursor =
                Optional.ofNullable(before).filter(b -> !b.isEmpty()).map(Ids::of);
        List<Fates.JunkRow> rows = fates.junk(cursor, rowsShown + 1);
        boolean more = rows.size() > rowsShown;
        List<Wire.JunkRow> shown = rows.stream()
                .limit(rowsShown)
                .map(r -> new Wire.JunkRow(
                        Long.toString(r.inbound()), r.sender(), r.door(), r.subject(), r.start(), r.why(), r.at()))
                .toList();
        return new Wire.JunkPage(
                shown, fates.junkCount(), more ? shown.getLast().id() : null);
    }

    record Chosen(@Nullable List<String> ids, @Nullable Boolean all) {}

    /// Dismisses junk.
    @May(Permission.SORT_JUNK)
    @PostMapping("/dismiss")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void dismiss(@RequestBody Chosen chosen) {
        var me = caller.agent().id();
        if (Boolean.TRUE.equals(chosen.all())) {
            List<Fates.JunkRow> rows = fates.junk(Optional.empty(), PAGE);
            while (!rows.isEmpty()) {
                fates.dismiss(rows.stream().map(Fates.JunkRow::inbound).toList(), me);
                rows = fates.junk(Optional.empty(), PAGE);
            }
            return;
        }
        fates.dismiss(ids(chosen), me);
    }

    /// Makes matters of what was no junk.
    @May(Permission.SORT_JUNK)
    @PostMapping("/rescue")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void rescue(@RequestBody Chosen chosen) {
        var me = caller.agent().id();
        for (long id : ids(chosen)) {
            if (!fates.rescue(id, me)) {
                throw Refusal.conflict("decided", "Somebody has decided about it already.");
            }
        }
    }

    private static List<Long> ids(Chosen chosen) {
        return chosen.ids() == null
                ? List.of()
                : chosen.ids().stream().limit(500).map(Ids::of).toList();
    }
}
