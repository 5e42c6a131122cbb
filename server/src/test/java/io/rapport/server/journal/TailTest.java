package io.rapport.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TailTest {
    private record Happened() implements JournalEvent {}

    private final List<Recorded> journal = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final Tail tail = new Tail((from, limit) -> {
        asked.incrementAndGet();
        // Numbered from one on.
        int first = (int) from.id();
        return List.copyOf(journal.subList(first, Math.min(first + limit, journal.size())));
    });

    private void happen(int events) {
        for (int i = 0; i < events; i++) {
            long id = journal.size() + 1L;
            journal.add(new Recorded(
                    new Recorded.Position(id / 3 + 1, id), Optional.empty(), new Happened(), Instant.EPOCH));
        }
    }

    @Test
    void five_readers_at_the_end_ask_the_journal_once() {
        happen(40);
        for (int reader = 0; reader < 5; reader++) {
            assertThat(tail.after(Recorded.Position.START, 500)).isEqualTo(journal);
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void whoever_is_told_that_there_is_nothing_is_told_of_what_comes_next() throws Exception {
        assertThat(tail.after(Recorded.Position.START, 500)).isEmpty();
        happen(1);
        long until = System.nanoTime() + 5_000_000_000L;
        List<Recorded> found = List.of();
        while (found.isEmpty() && System.nanoTime() < until) {
            found = tail.after(Recorded.Position.START, 500);
        }
        assertThat(found).isEqualTo(journal);
    }

    @Test
    void readers_of_any_pace_get_each_event_once_and_in_order() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            List<List<Recorded>> got = new ArrayList<>();
            for (int reader = 0; reader < 4; reader++) {
                got.add(new ArrayList<>());
            }
            while (journal.size() < (seed + 1) * 6_000) {
                happen(random.nextInt(200));
                int reader = random.nextInt(4);
                // The last one is nearly always behind what is kept.
                if (reader < 3 || random.nextInt(300) == 0) {
                    read(got.get(reader), 1 + random.nextInt(500));
                }
            }
            for (List<Recorded> events : got) {
                while (events.size() < journal.size()) {
                    read(events, 500);
                }
                assertThat(events).as("seed %d", seed).isEqualTo(journal);
            }
        }
    }

    private void read(List<Recorded> events, int limit) {
        Recorded.Position from =
                events.isEmpty() ? Recorded.Position.START : events.getLast().position();
        events.addAll(tail.after(from, limit));
    }
}
