package io.rapport.server.search;

import io.rapport.server.channel.ChannelEvent;
import io.rapport.server.interaction.InteractionEvent;
import io.rapport.server.journal.Projection;
import io.rapport.server.journal.Recorded;
import io.rapport.server.promise.PromiseEvent;
import io.rapport.server.promise.Promised;
import io.rapport.server.swarm.SwarmEvent;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.TeamId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds what was said. Thread-safe.
public final class Search implements Projection {
    /// Hits a page at the most, where nobody asks for another number.
    public static final int PAGE = 30;

    private final SearchIndex index;
    private final SearchStore store;

    Search(SearchIndex index, SearchStore store) {
        this.index = index;
        this.store = store;
    }

    @Override
    public String name() {
        return "search";
    }

    @Override
    public void apply(List<Recorded> events) {
        List<SearchIndex.Said> said = new ArrayList<>();
        for (Recorded event : events) {
            switch (event.event()) {
                case InteractionEvent.InteractionArrived arrived ->
                    add(said, event, Hit.Kind.INBOUND, arrived.interaction().value());
                case InteractionEvent.InteractionSent sent ->
                    add(said, event, Hit.Kind.OUTBOUND, sent.interaction().value());
                case InteractionEvent.NoteWritten note -> add(said, event, Hit.Kind.NOTE, note.note());
                case PromiseEvent.PromiseMade made
                when made.kind() != Promised.Kind.ANSWER ->
                    add(said, event, Hit.Kind.PROMISE, made.promise().value());
                case SwarmEvent.QuestionAsked asked -> add(said, event, Hit.Kind.QUESTION, asked.question());
                case SwarmEvent.QuestionAnswered answered -> add(said, event, Hit.Kind.ANSWER, answered.answer());
                default -> {}
            }
        }
        index.insert(said);
        for (Recorded event : events) {
            if (event.event() instanceof ChannelEvent.OutboundCancelled cancelled) {
                event.customer().ifPresent(customer -> index.remove(customer, cancelled.interaction()));
            }
        }
    }

    private static void add(List<SearchIndex.Said> rows, Recorded event, Hit.Kind kind, long what) {
        event.customer()
                .ifPresent(customer -> rows.add(new SearchIndex.Said(event.id(), customer, event.at(), kind, what)));
    }

    @Override
    public void reset() {
        index.clear();
    }

    /// Whose words to look through.
    ///
    /// @param records those of one person alone; none: everybody's
    /// @param team those of customers at home there
    public record Among(List<CustomerId> records, Optional<TeamId> team) {
        public static final Among ALL = new Among(List.of(), Optional.empty());
    }

    /// @param hits newest first
    /// @param before where the next page begins, if there is one
    public record Page(List<Hit> hits, Optional<String> before) {}

    /// What was said with all these words in it, newest first; the last one may be the beginning of a word. Quotes,
    /// `or` and a minus sign mean what they do on the web. Nothing for no words.
    ///
    /// @param typed as typed; what is beyond 200 characters is left out
    /// @throws IllegalArgumentException for a cursor that was not made here
    public Page find(String typed, Among among, Optional<String> before) {
        return find(typed, among, before, PAGE);
    }

    /// The same in pages of another size.
    ///
    /// @param size hits a page at the most
    public Page find(String typed, Among among, Optional<String> before, int size) {
        Words words = Words.of(typed);
        if (words.isEmpty()) {
            return new Page(List.of(), Optional.empty());
        }
        List<Hit> found = store.find(words, among, before.map(Search::place), size + 1);
        if (found.size() <= size) {
            return new Page(found, Optional.empty());
        }
        Hit last = found.get(size - 1);
        return new Page(
                found.subList(0, size),
                Optional.of(ChronoUnit.MICROS.between(Instant.EPOCH, last.at()) + "-" + last.id()));
    }

    private static SearchStore.Place place(String cursor) {
        String[] parts = cursor.split("-", 2);
        try {
            Instant at = Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS);
            return new SearchStore.Place(at, Long.parseLong(parts[1]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException | DateTimeException | ArithmeticException bad) {
            throw new IllegalArgumentException("not a cursor: " + cursor, bad);
        }
    }
}
