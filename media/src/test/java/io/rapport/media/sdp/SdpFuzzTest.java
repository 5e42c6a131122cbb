package io.rapport.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;

@Tag("fuzz")
class SdpFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void whatever_comes_is_refused_or_read_and_written_so_that_it_is_read_again(byte[] bytes) {
        if (SdpReader.read(new String(bytes, StandardCharsets.UTF_8)) instanceof SdpReading.Whole whole) {
            for (Media media : whole.sdp().media()) {
                assertThat(media.port()).isBetween(0, 65_535);
                assertThat(media.codecs()).allMatch(codec -> codec.payloadType() >= 0 && codec.payloadType() <= 127);
                media.cryptos();
                media.packetMillis();
                whole.sdp().direction(media);
            }
            assertThat(SdpReader.read(whole.sdp().text())).isEqualTo(whole);
        }
    }
}
