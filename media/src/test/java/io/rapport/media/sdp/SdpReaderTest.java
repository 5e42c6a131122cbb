package io.rapport.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SdpReaderTest {
    private static final String TRUNK = """
            v=0
            o=- 20518 3 IN IP4 203.0.113.1
            s=call
            c=IN IP4 203.0.113.1
            t=0 0
            m=audio 54400 RTP/AVP 8 0 9 96 101
            a=rtpmap:8 PCMA/8000
            a=rtpmap:96 opus/48000/2
            a=fmtp:96 useinbandfec=1;minptime=10
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            a=ptime:30
            a=sendonly
            m=video 0 RTP/AVP 31
            """;

    private static Sdp read(String text) {
        SdpReading reading = SdpReader.read(text);
        assertThat(reading).as("%s", reading).isInstanceOf(SdpReading.Whole.class);
        return ((SdpReading.Whole) reading).sdp();
    }

    @Test
    void what_a_trunk_offers_is_read_with_its_codecs_in_order() {
        Sdp sdp = read(TRUNK.replace("\n", "\r\n"));
        Media audio = sdp.media().getFirst();
        assertThat(audio.codecs())
                .containsExactly(
                        new Codec(8, "PCMA", 8000, 1, ""),
                        new Codec(0, "PCMU", 8000, 1, ""),
                        new Codec(9, "G722", 8000, 1, ""),
                        new Codec(96, "opus", 48000, 2, "useinbandfec=1;minptime=10"),
                        new Codec(101, "telephone-event", 8000, 1, "0-15"));
        assertThat(sdp.connection(audio)).contains(new Connection(4, "203.0.113.1"));
        assertThat(sdp.direction(audio)).isEqualTo(Direction.SENDONLY);
        assertThat(audio.packetMillis()).contains(30);
        assertThat(sdp.media().get(1).port()).isZero();
    }

    @Test
    void what_was_read_is_written_so_that_it_is_read_again() {
        Sdp sdp = read(TRUNK);
        assertThat(read(sdp.text())).isEqualTo(sdp);
    }

    @Test
    void hold_is_said_in_three_ways_and_for_a_section_or_for_all() {
        String held = TRUNK.replace("a=sendonly", "a=inactive");
        assertThat(read(held).direction(read(held).media().getFirst())).isEqualTo(Direction.INACTIVE);
        Sdp all = read(TRUNK.replace("a=sendonly\n", "").replace("t=0 0\n", "t=0 0\na=recvonly\n"));
        assertThat(all.direction(all.media().getFirst())).isEqualTo(Direction.RECVONLY);
        Sdp old = read(TRUNK.replace("c=IN IP4 203.0.113.1", "c=IN IP4 0.0.0.0"));
        assertThat(old.connection().orElseThrow().isNowhere()).isTrue();
    }

    @Test
    void keys_are_read_with_their_suite_and_identifier_and_never_shown() {
        String key = "inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj";
        Sdp sdp = read(TRUNK.replace("RTP/AVP 8", "RTP/SAVP 8")
                .replace(
                        "a=ptime:30",
                        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 " + key + "|2^20|1:4\na=crypto:2 AES_CM_128_HMAC_SHA1_32 "
                                + key + "\na=crypto:x broken"));
        List<Crypto> keys = sdp.media().getFirst().cryptos();
        assertThat(keys).hasSize(2);
        assertThat(keys.getFirst().key()).hasSize(30);
        assertThat(keys.getFirst().identifierBytes()).isEqualTo(4);
        assertThat(keys.get(1).identifierBytes()).isZero();
        assertThat(keys.toString()).doesNotContain("d0Rm");
    }

    @Test
    void what_stands_at_the_session_counts_for_its_sections() {
        Sdp sdp = read(TRUNK.replace("t=0 0\n", "t=0 0\na=fingerprint:sha-256 AB\na=ice-ufrag:u\n"));
        assertThat(sdp.inherited(sdp.media().getFirst(), "fingerprint")).contains("sha-256 AB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "o=- 1 1 IN IP4 192.0.2.1\nv=0",
                "v=1\no=- 1 1 IN IP4 192.0.2.1\ns=-\nt=0 0",
                "v=0\ns=-\nt=0 0",
                "v=0\no=- x 1 IN IP4 192.0.2.1\ns=-\nt=0 0",
                "v=0\no=- 1 1 IN IP4 192.0.2.1\ns=-\nt=0 0\nm=audio 5000 RTP/AVP 0",
                "v=0\no=- 1 1 IN IP4 192.0.2.1\ns=-\nc=IN IP4 192.0.2.1\nt=0 0\nm=audio 70000 RTP/AVP 0",
                "v=0\no=- 1 1 IN IP4 192.0.2.1\ns=-\nc=IN IP4 192.0.2.1\nt=0 0\nm=audio -1 RTP/AVP 0",
                "v=0\no=- 1 1 IN IP4 192.0.2.1\ns=-\nc=ATM NSAP 4\nt=0 0",
                "v=0\no=- 1 1 IN IP4 192.0.2.1\ns=-\nt=0 0\na=:x",
            })
    void what_could_send_media_to_a_wrong_place_is_refused_with_a_reason(String text) {
        assertThat(SdpReader.read(text))
                .isInstanceOfSatisfying(
                        SdpReading.Refused.class,
                        refused -> assertThat(refused.why()).matches("expected [ -~]+"));
    }
}
