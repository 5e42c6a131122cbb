package io.rapport.media.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.media.codec.Coding;
import io.rapport.media.rtp.Rtp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EarTest {
    private final Ear ear = new Ear();
    private final byte[] packet = new byte[Rtp.HEADER + Sound.FRAME];
    private int sequence = 7;
    private long time;

    @BeforeEach
    void somebodySpeaks() {
        for (int i = 0; i < 50; i++) {
            says(false, 0);
        }
    }

    @Test
    void who_marks_a_word_after_a_gap_left_silence_out() {
        says(true, 1_000);
        assertThat(ear.pauses()).isOne();
    }

    @Test
    void a_telephone_that_was_held_up_three_times_left_nothing_out() {
        says(false, 100);
        says(false, 700);
        says(false, 100);
        assertThat(ear.pauses()).isZero();
    }

    @Test
    void who_does_so_again_and_again_left_silence_out_marked_or_not() {
        for (int i = 0; i < 4; i++) {
            says(false, 1_000);
        }
        assertThat(ear.pauses()).isOne();
    }

    @Test
    void where_packets_are_lost_nothing_was_left_out() {
        sequence += 3;
        says(true, 60);
        assertThat(ear.pauses()).isZero();
    }

    @Test
    void comfort_noise_says_that_silence_is_left_out() {
        ear.rustle(1, sequence + 1, time);
        assertThat(ear.pauses()).isOne();
    }

    /// 20 milliseconds, after so many in which no packet was sent.
    private void says(boolean marked, int missingMillis) {
        time += missingMillis * 8L + Sound.FRAME;
        Rtp.write(packet, 8, marked, ++sequence, time, 1);
        Spoken spoken = new Spoken();
        spoken.take(Coding.PCMA, Coding.PCMA.decoder(), packet, Rtp.HEADER, Sound.FRAME, time);
        ear.listen(spoken);
    }
}
