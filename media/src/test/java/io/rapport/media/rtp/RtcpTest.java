package io.rapport.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtcpTest {
    private static final long NOW = 1_795_988_000_123L;

    private final byte[] bytes = new byte[200];

    @Test
    void what_is_written_is_read() {
        Rtcp.Block block = new Rtcp.Block(0xCAFEBABE, 0.25, -3, 4_294_967_295L, 77, 0x12345678L, 65_536);
        int length = Rtcp.write(bytes, new Rtcp.Sending(7, 160_000, 1_000, 160_000), List.of(block), NOW, "a1b2c3");
        assertThat(length % 4).isZero();
        Rtcp.Report report = Rtcp.read(bytes, length).orElseThrow();
        assertThat(report.from()).isEqualTo(7);
        assertThat(report.packets()).isEqualTo(1_000);
        assertThat(report.sent()).contains(Rtcp.middle(NOW));
        assertThat(report.blocks()).containsExactly(block);
        assertThat(report.goodbye()).isFalse();
        assertThat(Rtp.isRtcp(bytes, length)).isTrue();
        assertThat(Rtp.isPacket(bytes, length)).isFalse();
    }

    @Test
    void the_way_there_and_back_is_what_is_left_without_the_pause_at_the_far_side() {
        // Sent now, answered after two seconds there, back after 2.05 s.
        Rtcp.Block block = new Rtcp.Block(1, 0, 0, 0, 0, Rtcp.middle(NOW), 2 * 65_536);
        assertThat(block.roundTripMillis(Rtcp.middle(NOW + 2_050)).orElseThrow())
                .isCloseTo(50, within(0.1));
        assertThat(block.roundTripMillis(Rtcp.middle(NOW + 1_999)).orElseThrow())
                .isZero();
        assertThat(new Rtcp.Block(1, 0, 0, 0, 0, 0, 0).roundTripMillis(Rtcp.middle(NOW)))
                .isEmpty();
    }

    @Test
    void it_is_read_over_the_wrap_of_its_clock_too() {
        long before = NOW - NOW % 65_536_000L;
        Rtcp.Block block = new Rtcp.Block(1, 0, 0, 0, 0, Rtcp.middle(before - 10), 0);
        assertThat(block.roundTripMillis(Rtcp.middle(before + 30)).orElseThrow())
                .isCloseTo(40, within(0.1));
    }

    @Test
    void lengths_that_do_not_fit_and_noise_are_no_report() {
        int length = Rtcp.write(bytes, new Rtcp.Sending(7, 1, 1, 1), List.of(), NOW, "x");
        for (int cut = 1; cut < length; cut++) {
            byte[] copy = java.util.Arrays.copyOf(bytes, cut);
            Rtcp.read(copy, cut);
        }
        assertThat(Rtcp.read(bytes, length - 4)).isEmpty();
        Random random = new Random(5);
        for (int i = 0; i < 100_000; i++) {
            byte[] noise = new byte[random.nextInt(80)];
            random.nextBytes(noise);
            if (noise.length > 2) {
                noise[0] = (byte) (0x80 | noise[0] & 0x1F);
                noise[1] = (byte) (200 + random.nextInt(5));
                noise[2] = 0;
            }
            Rtcp.read(noise, noise.length);
        }
    }
}
