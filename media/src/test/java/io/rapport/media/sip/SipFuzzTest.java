package io.rapport.media.sip;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

@Tag("fuzz")
class SipFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void whatever_comes_is_read_or_refused_and_what_is_read_is_written_so_that_it_is_read_again(byte[] bytes) {
        switch (SipReader.datagram(bytes)) {
            case SipReading.Whole whole -> {
                assertThat(whole.length()).isBetween(1, bytes.length);
                same(whole.message());
            }
            case SipReading.Refused refused -> {
                assertThat(refused.status()).isIn(400, 505, 513);
                assertThat(refused.why()).matches("[ -~]{1,200}");
            }
            case SipReading.KeepAlive alive -> assertThat(alive.length()).isEqualTo(bytes.length);
            case SipReading.Unfinished unfinished -> throw new AssertionError("a datagram is never unfinished");
        }
    }

    private static void same(SipMessage message) {
        SipReading again = SipReader.datagram(message.bytes());
        assertThat(again).isInstanceOf(SipReading.Whole.class);
        SipMessage read = ((SipReading.Whole) again).message();
        assertThat(read.headers()).isEqualTo(message.headers());
        assertThat(read.body()).isEqualTo(message.body());
        assertThat(read.cseq()).isEqualTo(message.cseq());
    }

    @FuzzTest(maxDuration = "1m")
    void a_stream_is_cut_where_its_messages_end_however_it_comes(byte[] bytes) {
        SipReading reading = SipReader.stream(bytes, bytes.length);
        if (reading instanceof SipReading.Whole whole) {
            assertThat(whole.length()).isBetween(1, bytes.length);
            for (int length = 0; length < whole.length(); length += 1 + length / 3) {
                assertThat(SipReader.stream(bytes, length)).isNotInstanceOf(SipReading.Whole.class);
            }
        }
    }
}
