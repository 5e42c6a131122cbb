package io.rapport.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.RunningRapport;
import io.rapport.server.vocabulary.CustomerId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// In which order readers see what happened.
class JournalTest {
    private static RunningRapport rapport;

    @BeforeAll
    static void start() {
        rapport = RunningRapport.start();
        rapport.team("Harbourside");
    }

    @AfterAll
    static void stop() {
        rapport.close();
    }

    /// Events as transactions 9 and 10 of a young database would have left them.
    private static void happened(long transaction, int events) {
        rapport.jdbc().update("""
                        insert into event (tx, customer, type, payload, at)
                        select ?::text::xid8, 1, type, payload, at from event, generate_series(1, ?)
                         where id = (select min(id) from event)
                        """, transaction, events);
    }

    @Test
    void nothing_is_passed_over_when_the_numbers_of_transactions_grow_a_digit() {
        happened(9, 700);
        happened(10, 700);
        Journal journal = rapport.bean(Journal.class);

        List<Recorded> read = new ArrayList<>();
        List<Recorded> batch = journal.after(Recorded.Position.START, 500);
        while (!batch.isEmpty()) {
            read.addAll(batch);
            batch = journal.after(batch.getLast().position(), 500);
        }

        assertThat(read)
                .extracting(event -> event.position().tx())
                .startsWith(9L)
                .isSorted();
        assertThat(read.stream().filter(event -> event.position().tx() == 9)).hasSize(700);
        assertThat(read.stream().filter(event -> event.position().tx() == 10)).hasSize(700);
        assertThat(journal.of(new CustomerId(1)))
                .extracting(event -> event.position().tx())
                .isSorted();
        assertThat(journal.end()).isEqualTo(read.getLast().position());
    }
}
