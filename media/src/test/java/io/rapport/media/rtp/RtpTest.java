package io.rapport.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RtpTest {

    @Test
    void what_is_written_is_read() {
        byte[] packet = new byte[172];
        Rtp.write(packet, 96, true, 65_535, 4_294_967_295L, 0xCAFEBABE);
        assertThat(Rtp.isPacket(packet, 172)).isTrue();
        assertThat(Rtp.payloadType(packet)).isEqualTo(96);
        assertThat(Rtp.marker(packet)).isTrue();
        assertThat(Rtp.sequence(packet)).isEqualTo(65_535);
        assertThat(Rtp.timestamp(packet)).isEqualTo(4_294_967_295L);
        assertThat(Rtp.source(packet)).isEqualTo(0xCAFEBABE);
        assertThat(Rtp.headerLength(packet, 172)).isEqualTo(12);
        assertThat(Rtp.payloadLength(packet, 172)).isEqualTo(160);
    }

    @Test
    void sources_extension_and_padding_are_no_payload() {
        byte[] packet = HexFormat.of()
                .parseHex("b2600001" + "00000000" + "00000001" + "0000000a0000000b" + "bede0001" + "10ff0000" + "aabbcc"
                        + "000003");
        assertThat(Rtp.isPacket(packet, packet.length)).isTrue();
        assertThat(Rtp.headerLength(packet, packet.length)).isEqualTo(28);
        assertThat(Rtp.payloadLength(packet, packet.length)).isEqualTo(3);
    }

    @Test
    void lengths_that_do_not_fit_make_it_no_packet() {
        for (String bad : new String[] {
            "80",
            "806000010000000000",
            "8f60000100000000000000010000",
            "906000010000000000000001bede",
            "906000010000000000000001bedeffff",
            "a06000010000000000000001ff",
            "a0600001000000000000000100",
            "006000010000000000000001aa",
            "80c80001000000000000000100000000"
        }) {
            byte[] bytes = HexFormat.of().parseHex(bad);
            assertThat(Rtp.isPacket(bytes, bytes.length)).as(bad).isFalse();
        }
    }
}
