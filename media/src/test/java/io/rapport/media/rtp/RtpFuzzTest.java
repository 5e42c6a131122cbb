package io.rapport.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;

@Tag("fuzz")
class RtpFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void whatever_comes_is_a_packet_whose_parts_fit_or_none_and_is_protected_and_opened_unharmed(byte[] bytes) {
        byte[] key = new byte[SrtpSuite.KEY_BYTES];
        byte[] forged = bytes.clone();
        assertThat(new Srtp(SrtpSuite.AES_CM_128_HMAC_SHA1_80, key).open(forged, forged.length))
                .isEqualTo(-1);
        assertThat(new Srtp(SrtpSuite.AES_CM_128_HMAC_SHA1_80, key).openRtcp(forged, forged.length))
                .isEqualTo(-1);
        if (Rtp.isPacket(bytes, bytes.length)) {
            int header = Rtp.headerLength(bytes, bytes.length);
            assertThat(header).isBetween(12, bytes.length);
            assertThat(Rtp.payloadLength(bytes, bytes.length)).isBetween(0, bytes.length - header);
            byte[] packet = Arrays.copyOf(bytes, bytes.length + Srtp.MOST_GROWTH);
            int length = new Srtp(SrtpSuite.AES_CM_128_HMAC_SHA1_80, key).protect(packet, bytes.length);
            assertThat(new Srtp(SrtpSuite.AES_CM_128_HMAC_SHA1_80, key).open(packet, length))
                    .isEqualTo(bytes.length);
            assertThat(Arrays.copyOf(packet, bytes.length)).isEqualTo(bytes);
        }
    }
}
