package io.rapport.server.timeline;

import io.rapport.server.channel.ChannelEvent;
import io.rapport.server.journal.Projection;
import io.rapport.server.journal.Recorded;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.InteractionId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Everything that happened with a customer, in order.
public final class Timeline implements Projection {
    /// Lines a page at the most, where nobody asks for another number.
    public static final int PAGE = 60;

    private final TimelineStore store;
    private final List<Consumer<List<Recorded>>> listeners = new CopyOnWriteArrayList<>();

    Timeline(TimelineStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "timeline";
    }

    @Override
    public void apply(List<Recorded> events) {
        List<TimelineRow> rows =
                events.stream().map(TimelineRow::of).flatMap(Optional::stream).toList();
        if (!rows.isEmpty()) {
            store.insert(rows);
        }
        for (Recorded event : events) {
            if (event.event() instanceof ChannelEvent.OutboundCancelled cancelled) {
                store.removeInteraction(cancelled.interaction());
            }
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                listeners.forEach(listener -> listener.accept(events));
            }
        });
    }

    @Override
    public void reset() {
        store.clear();
    }

    /// Calls back after each commit with the events that now stand on timelines, on the projection's thread.
    public void onApplied(Consumer<List<Recorded>> listener) {
        listeners.add(listener);
    }

    /// A page of somebody's story.
    ///
    /// @param entries oldest first
    /// @param before where the page before it begins, if there is one
    public record Page(List<Line> entries, Optional<String> before) {}

    /// The newest page, or the one before a cursor.
    ///
    /// @throws IllegalArgumentException for a cursor that was not made here
    ///
    /// @param records all records of the person; their lines are one story
    public Page page(List<CustomerId> records, Optional<String> before) {
        return page(records, before, Set.of(), PAGE);
    }

    /// The same of lines of some kinds alone.
    ///
    /// @param kinds names as in [Line]'s `kind`; none: all
    /// @param size lines a page at the most
    public Page page(List<CustomerId> records, Optional<String> before, Set<String> kinds, int size) {
        List<Line> newestFirst = records.stream()
                .map(record -> before.isPresent()
                        ? older(record, before.get(), kinds, size + 1)
                        : store.newest(record, kinds, size + 1))
                .reduce((one, other) -> merged(one, other, size + 1))
                .orElse(List.of());
        boolean more = newestFirst.size() > size;
        List<Line> lines =
                newestFirst.subList(0, Math.min(size, newestFirst.size())).reversed();
        return new Page(lines, more ? Optional.of(cursor(lines.getFirst())) : Optional.empty());
    }

    /// The same of one record alone.
    public Page page(CustomerId customer, Optional<String> before) {
        return page(List.of(customer), before);
    }

    private static List<Line> merged(List<Line> one, List<Line> other, int limit) {
        return Stream.concat(one.stream(), other.stream())
                .sorted(Comparator.comparing(Line::at)
                        .thenComparing(line -> Long.parseLong(line.id()))
                        .reversed())
                .limit(limit)
                .toList();
    }

    private List<Line> older(CustomerId customer, String cursor, Set<String> kinds, int limit) {
        int dash = cursor.indexOf('-');
        if (dash < 1) {
            throw new IllegalArgumentException("not a cursor: " + cursor);
        }
        long micros = Long.parseLong(cursor.substring(0, dash));
        Instant at = Instant.EPOCH.plus(micros, java.time.temporal.ChronoUnit.MICROS);
        return store.before(customer, at, Long.parseLong(cursor.substring(dash + 1)), kinds, limit);
    }

    private static String cursor(Line line) {
        return java.time.temporal.ChronoUnit.MICROS.between(Instant.EPOCH, line.at()) + "-" + line.id();
    }

    /// The lines that these events made.
    public List<Line> lines(List<Long> events) {
        return events.isEmpty() ? List.of() : store.byIds(events);
    }

    /// The lines of one interaction, as they stand now.
    public List<Line> lines(InteractionId interaction) {
        return store.ofInteraction(interaction);
    }

    /// The line of a hand-over, as it stands now.
    public List<Line> ofHandOver(long handOver) {
        return store.ofRef("HAND_OVER", handOver);
    }

    /// The line of a question to the team room, as it stands now.
    public List<Line> ofQuestion(long question) {
        return store.ofRef("ROOM", question);
    }
}
