package io.rapport.server.outreach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How many messages leave when, and to whom.
class PaceTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private record Sent(Instant at, long attempt) {}

    /// Asks whenever the pace says that it is worth it, and writes down who left when.
    private static List<Sent> run(Pace pace, Duration length) {
        List<Sent> sent = new ArrayList<>();
        Instant now = START;
        while (now.isBefore(START.plus(length)) && pace.waiting() > 0) {
            for (Optional<Pace.Turn> next = pace.next(now); next.isPresent(); next = pace.next(now)) {
                sent.add(new Sent(now, next.get().attempt()));
            }
            Duration patience = pace.patience(now);
            now = now.plus(patience.isZero() ? Duration.ofMillis(1) : patience);
        }
        return sent;
    }

    @Test
    void no_domain_gets_more_than_its_share_a_second() {
        Pace pace = new Pace(20, 1_000);
        for (int i = 0; i < 1_000; i++) {
            pace.add("mail.example", new Pace.Turn(i, 1));
        }
        List<Sent> sent = run(pace, Duration.ofSeconds(10));
        assertThat(sent).hasSizeBetween(195, 206);
        for (int second = 0; second < 9; second++) {
            Instant from = START.plusSeconds(second);
            assertThat(sent.stream()
                            .filter(s -> !s.at().isBefore(from) && s.at().isBefore(from.plusSeconds(1)))
                            .count())
                    .isLessThanOrEqualTo(20 + 5);
        }
    }

    @Test
    void a_large_domain_holds_up_no_small_one() {
        Pace pace = new Pace(10, 1_000);
        for (int i = 0; i < 5_000; i++) {
            pace.add("large.example", new Pace.Turn(i, 1));
        }
        for (int i = 0; i < 50; i++) {
            pace.add("small" + i + ".example", new Pace.Turn(10_000 + i, 1));
        }
        assertThat(run(pace, Duration.ofSeconds(1)).stream()
                        .filter(s -> s.attempt() >= 10_000)
                        .count())
                .isEqualTo(50);
    }

    @Test
    void all_domains_together_stay_below_the_ceiling_and_everybody_has_their_turn() {
        Pace pace = new Pace(20, 250);
        Map<Long, Integer> times = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            pace.add("d" + i % 100 + ".example", new Pace.Turn(i, 1));
        }
        List<Sent> sent = run(pace, Duration.ofMinutes(5));
        sent.forEach(s -> times.merge(s.attempt(), 1, Integer::sum));
        assertThat(times).hasSize(10_000);
        assertThat(times.values()).containsOnly(1);
        Duration took = Duration.between(START, sent.getLast().at());
        assertThat(took).isBetween(Duration.ofSeconds(39), Duration.ofSeconds(42));
    }

    @Test
    void what_was_missed_while_nobody_asked_is_not_made_up_for_in_one_blow() {
        Pace pace = new Pace(20, 1_000);
        for (int i = 0; i < 1_000; i++) {
            pace.add("mail.example", new Pace.Turn(i, 1));
        }
        pace.next(START);
        Instant later = START.plus(Duration.ofMinutes(10));
        int atOnce = 0;
        while (pace.next(later).isPresent()) {
            atOnce++;
        }
        assertThat(atOnce).isLessThanOrEqualTo(6);
    }

    @Test
    void a_pace_of_nothing_is_refused() {
        assertThatThrownBy(() -> new Pace(0, 10)).isInstanceOf(IllegalArgumentException.class);
    }
}
