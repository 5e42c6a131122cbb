package io.rapport.media.stun;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

@Tag("fuzz")
class StunFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void whatever_comes_is_read_within_its_bounds_or_not_at_all(byte[] bytes) {
        StunMessage.read(bytes).ifPresent(message -> {
            assertThat(message.attributes()).hasSizeLessThanOrEqualTo(StunMessage.MOST_ATTRIBUTES);
            message.username();
            message.unknownRequired();
            message.fingerprintHolds();
            assertThat(message.signedWith("a password that nobody knows")).isFalse();
        });
    }
}
