package io.rapport.media.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BeatsTest {
    private static final long MILLI = 1_000_000;

    private static final long BEGAN = 5_000 * MILLI;

    private long now = BEGAN + 20 * MILLI;
    private final Beats beats = new Beats(20, BEGAN, now);

    /// Writes down when it was let.
    private final class Listed implements MediaLoop.Beating {
        private final List<Long> millis = new ArrayList<>();
        private final List<Long> numbers = new ArrayList<>();

        @Override
        public void beat(long beat, long nanos) {
            millis.add(nanos / MILLI);
            numbers.add(beat);
        }
    }

    private Listed joined() {
        Listed one = new Listed();
        beats.join(one);
        return one;
    }

    /// A loop that sleeps as long as it may.
    private void passes(long millis) {
        long until = now + millis * MILLI;
        beats.run(now);
        while (now < until) {
            now = Math.min(until, now + beats.nanosUntilDue(now));
            beats.run(now);
        }
    }

    @Test
    void each_beats_every_20_milliseconds_and_their_numbers_follow_each_other() {
        Listed one = joined();
        passes(1_000);
        assertThat(one.millis).hasSize(50);
        for (int i = 1; i < 50; i++) {
            assertThat(one.millis.get(i) - one.millis.get(i - 1)).isEqualTo(20);
            assertThat(one.numbers.get(i) - one.numbers.get(i - 1)).isOne();
        }
    }

    @Test
    void twenty_of_them_beat_at_twenty_times() {
        List<Listed> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(joined());
        }
        passes(20);
        assertThat(all).allSatisfy(one -> assertThat(one.millis).hasSize(1));
        assertThat(all.stream().map(one -> one.millis.getFirst())).doesNotHaveDuplicates();
    }

    @Test
    void who_leaves_beats_no_more_and_who_joins_twice_beats_once() {
        Listed one = joined();
        beats.join(one);
        passes(100);
        assertThat(one.millis).hasSize(5);
        beats.leave(one);
        passes(100);
        assertThat(one.millis).hasSize(5);
    }

    @Test
    void what_was_missed_by_little_is_made_up_for_and_what_was_missed_by_much_is_dropped_but_counted() {
        Listed one = joined();
        passes(100);
        now += 60 * MILLI;
        beats.run(now);
        assertThat(one.millis).hasSize(8);
        now += 1_000 * MILLI;
        beats.run(now);
        assertThat(one.millis).hasSizeBetween(13, 14);
        assertThat(one.numbers.getLast() - one.numbers.getFirst()).isEqualTo(57);
    }

    @Test
    void where_nobody_beats_the_loop_may_sleep() {
        beats.run(now);
        assertThat(beats.nanosUntilDue(now)).isBetween(20 * MILLI, 21 * MILLI);
    }
}
