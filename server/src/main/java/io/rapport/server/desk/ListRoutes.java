package io.rapport.server.desk;

import io.rapport.server.promise.Promised;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.OneOf;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The screen Promises: what is open, by view and filters.
@RestController
@RequestMapping("/api/promises")
@May(Permission.SEE_DESK)
class ListRoutes {
    static final int PAGE = 50;

    private final ListStore store;
    private final Clock clock;

    ListRoutes(ListStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// @param after give it back for the next page; null when there is none
    record Page(List<Wire.PromiseRow> rows, @Nullable String after) {}

    /// Open promises by these filters, nearest deadline first.
    ///
    /// @param limit rows of the page, 1 to 200
    @GetMapping
    Page promises(
            @RequestParam(required = false) @OneOf(ListFilters.View.class) @Nullable String view,
            @RequestParam(required = false) @Nullable String team,
            @RequestParam(required = false) @Nullable String owner,
            @RequestParam(required = false) @OneOf(Promised.Kind.class) @Nullable String kind,
            @RequestParam(required = false) @OneOf(Channel.class) @Nullable String channel,
            @RequestParam(required = false) @Nullable String words,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "" + PAGE) int limit) {
        ListFilters.Known filters = new ListFilters(view, team, owner, kind, channel, words).known();
        int size = PageSize.of(limit, PAGE);
        Optional<ListStore.Place> place = Optional.ofNullable(after).map(ListRoutes::place);
        List<Wire.PromiseRow> rows = store.page(filters, place, clock.instant(), size + 1);
        if (rows.size() <= size) {
            return new Page(rows, null);
        }
        Wire.PromiseRow last = rows.get(size - 1);
        return new Page(
                rows.subList(0, size), ChronoUnit.MICROS.between(Instant.EPOCH, last.deadline()) + "-" + last.id());
    }

    private static ListStore.Place place(String cursor) {
        String[] parts = cursor.split("-", 2);
        try {
            return new ListStore.Place(
                    Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS), Long.parseLong(parts[1]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException | DateTimeException | ArithmeticException bad) {
            throw Refusal.notFound("There is no such page; begin again.");
        }
    }
}
