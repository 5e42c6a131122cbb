package io.rapport.media.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// From when on something is a fault, with time passing at once.
class FaultWatchTest {
    private static final int LOOK = 500;

    private final FaultWatch watch = new FaultWatch(FaultRules.USUAL);
    private final End ann = new End();
    private final End bob = new End();
    private final List<FaultWatch.Finding> found = new ArrayList<>();

    /// One end of a line: what it does from now on.
    private static final class End {
        private boolean expected = true;
        private boolean muted;
        private boolean sends = true;
        private boolean rustles = true;
        private boolean speaks;
        private boolean reports;
        private boolean arrives = true;
        private long packets;
        private long sounding;
        private long voiced;
        private long pauses;
        private long gates;
        private long sent;
        private long reported;
        private long theirs = -1;
        private long arrivals;
        private int beyond;
        private long strangers;
        private int looks;
        private int loops;

        Signs next() {
            packets += sends ? 25 : 0;
            sounding += sends && (rustles || speaks) ? 25 : 0;
            voiced += sends && speaks ? LOOK : 0;
            sent += 25;
            if (reports && ++looks % 10 == 0) {
                reported++;
                theirs = Math.max(theirs, packets);
                arrivals += arrives ? 1 : 0;
            }
            return new Signs(
                    expected, true, muted, packets, sounding, voiced, pauses, gates, sent, reported, theirs, arrivals,
                    beyond, strangers, 0, 0, 0, loops);
        }
    }

    private void pass(double seconds) {
        for (int i = 0; i < seconds * 1_000 / LOOK; i++) {
            found.addAll(watch.look(LOOK, List.of(ann.next(), bob.next())));
        }
    }

    private List<Fault> faults() {
        return found.stream()
                .filter(FaultWatch.Finding::begun)
                .map(FaultWatch.Finding::fault)
                .toList();
    }

    @Test
    void two_who_think_for_an_hour_are_no_dead_air_because_their_lines_rustle() {
        pass(3_600);
        assertThat(found).isEmpty();
    }

    @Test
    void exact_silence_from_both_is_dead_air_after_eight_seconds_and_over_with_the_first_sound() {
        pass(5);
        ann.rustles = false;
        bob.rustles = false;
        pass(7.5);
        assertThat(found).isEmpty();
        pass(1);
        assertThat(found).containsExactly(new FaultWatch.Finding(FaultWatch.ALL, Fault.DEAD_AIR, true));
        bob.rustles = true;
        pass(0.5);
        assertThat(found.getLast()).isEqualTo(new FaultWatch.Finding(FaultWatch.ALL, Fault.DEAD_AIR, false));
    }

    @Test
    void where_neither_sends_anything_it_is_dead_air_and_nobody_is_said_to_be_the_one() {
        ann.sends = false;
        bob.sends = false;
        pass(30);
        assertThat(faults()).containsExactly(Fault.DEAD_AIR);
    }

    @Test
    void one_whose_packets_stop_while_the_other_is_heard_is_found_after_six_seconds() {
        pass(5);
        bob.sends = false;
        pass(5.5);
        assertThat(found).isEmpty();
        pass(1);
        assertThat(found).containsExactly(new FaultWatch.Finding(1, Fault.NOTHING_COMES, true));
    }

    @Test
    void who_leaves_silence_out_may_be_silent_for_long_unless_their_report_says_that_they_send() {
        bob.pauses = 1;
        bob.reports = true;
        pass(10);
        bob.sends = false;
        pass(40);
        assertThat(found).isEmpty();
        bob.theirs = bob.packets + 300;
        pass(6);
        assertThat(faults()).containsExactly(Fault.NOTHING_COMES);
    }

    @Test
    void exact_silence_from_one_is_a_fault_when_the_other_speaks_and_not_when_nobody_does() {
        pass(5);
        bob.rustles = false;
        pass(20);
        assertThat(found).isEmpty();
        ann.speaks = true;
        pass(3.5);
        assertThat(found).containsExactly(new FaultWatch.Finding(1, Fault.ONLY_SILENCE, true));
    }

    @Test
    void who_muted_themselves_and_said_so_may_be_silent_and_is_heard_at_once_when_they_come_back() {
        pass(5);
        ann.speaks = true;
        bob.muted = true;
        bob.rustles = false;
        pass(600);
        bob.muted = false;
        pass(1);
        bob.rustles = true;
        pass(10);
        assertThat(found).isEmpty();
    }

    @Test
    void who_sends_exact_silence_between_words_may_listen_for_half_a_minute() {
        bob.gates = 2;
        ann.speaks = true;
        pass(5);
        bob.rustles = false;
        pass(30);
        assertThat(found).isEmpty();
    }

    @Test
    void who_hears_nothing_of_us_says_so_by_reports_that_stand_still() {
        bob.reports = true;
        pass(20);
        bob.arrives = false;
        pass(5);
        assertThat(found).isEmpty();
        pass(6);
        assertThat(found).containsExactly(new FaultWatch.Finding(1, Fault.NOTHING_ARRIVES, true));
        bob.arrives = true;
        pass(5.5);
        assertThat(found.getLast().begun()).isFalse();
    }

    @Test
    void who_never_heard_more_than_the_first_of_us_is_found_as_soon() {
        bob.reports = true;
        bob.beyond = 240;
        pass(5);
        bob.arrives = false;
        pass(3);
        assertThat(found).isEmpty();
        pass(2);
        assertThat(found).containsExactly(new FaultWatch.Finding(1, Fault.NOTHING_ARRIVES, true));
    }

    @Test
    void what_is_on_its_way_for_a_second_is_not_missed() {
        bob.reports = true;
        bob.beyond = 110;
        pass(60);
        assertThat(found).isEmpty();
    }

    @Test
    void a_few_strange_packets_are_forgiven_and_half_a_second_of_them_is_told_once() {
        for (int i = 0; i < 100; i++) {
            ann.strangers += 2;
            pass(0.5);
        }
        assertThat(found).isEmpty();
        ann.strangers += 40;
        pass(20);
        assertThat(found)
                .containsExactly(
                        new FaultWatch.Finding(0, Fault.STRANGER, true),
                        new FaultWatch.Finding(0, Fault.STRANGER, false));
    }

    @Test
    void what_was_sent_there_coming_back_for_seconds_on_end_is_a_loop() {
        ann.loops = 2;
        pass(1);
        assertThat(found).isEmpty();
        ann.loops = 3;
        pass(1);
        assertThat(faults()).containsExactly(Fault.LOOP);
    }

    @Test
    void who_is_on_hold_is_not_missed() {
        pass(2);
        bob.expected = false;
        bob.sends = false;
        pass(300);
        assertThat(found).isEmpty();
    }
}
