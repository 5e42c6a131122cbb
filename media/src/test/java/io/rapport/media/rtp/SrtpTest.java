package io.rapport.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SrtpTest {
    private static final byte[] MASTER = hex("E1F97A0D3E018BE0D64FA32C06DE4139" + "0EC675AD498AFEEBB6960B3AABE6");

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] packet(int sequence, int source) {
        byte[] packet = new byte[172 + Srtp.MOST_GROWTH];
        Rtp.write(packet, 0, false, sequence, sequence * 160L, source);
        new Random(sequence).nextBytes(Arrays.copyOfRange(packet, 12, 172));
        Arrays.fill(packet, 12, 172, (byte) sequence);
        return packet;
    }

    @Test
    void session_keys_are_those_of_the_rfc() throws Exception {
        assertThat(SrtpKeys.derive(MASTER, 0, 16)).isEqualTo(hex("C61E7A93744F39EE10734AFE3FF7A087"));
        assertThat(SrtpKeys.derive(MASTER, 2, 14)).isEqualTo(hex("30CBBC08863D8C85D49DB34A9AE1"));
        assertThat(SrtpKeys.derive(MASTER, 1, 20)).isEqualTo(hex("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"));
    }

    @Test
    void a_packet_is_protected_as_others_do_it() {
        byte[] packet = Arrays.copyOf(hex("800f1234decafbadcafebabe" + "ab".repeat(16)), 38);
        assertThat(new Srtp(SrtpSuite.AES_CM_128_HMAC_SHA1_80, MASTER).protect(packet, 28))
                .isEqualTo(38);
        assertThat(packet)
                .isEqualTo(hex("800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb"));
    }

    @Test
    void what_one_side_protects_the_other_opens_over_three_wraps_of_the_sequence() {
        for (SrtpSuite suite : SrtpSuite.values()) {
            Srtp sender = new Srtp(suite, MASTER);
            Srtp receiver = new Srtp(suite, MASTER);
            for (int i = 0; i < 200_000; i++) {
                byte[] packet = packet(40_000 + i & 0xFFFF, 7);
                int length = sender.protect(packet, 172);
                assertThat(receiver.open(packet, length)).as("packet %d", i).isEqualTo(172);
                if (i % 9_999 == 0) {
                    assertThat(packet[100]).isEqualTo((byte) (40_000 + i));
                }
            }
        }
    }

    @Test
    void packets_may_come_out_of_order_but_each_only_once() {
        Srtp sender = new Srtp(SrtpSuite.AES_CM_128_HMAC_SHA1_80, MASTER);
        Srtp receiver = new Srtp(SrtpSuite.AES_CM_128_HMAC_SHA1_80, MASTER);
        List<byte[]> sent = new ArrayList<>();
        // Round the wrap of the sequence, where order is hardest.
        for (int i = 0; i < 200; i++) {
            byte[] packet = packet(65_436 + i & 0xFFFF, 7);
            sender.protect(packet, 172);
            sent.add(Arrays.copyOf(packet, 182));
        }
        for (int i = 0; i < 200; i += 20) {
            List<byte[]> some = new ArrayList<>(sent.subList(i, i + 20));
            if (i > 0) {
                Collections.shuffle(some, new Random(i));
            }
            for (byte[] packet : some) {
                assertThat(receiver.open(packet.clone(), 182)).isEqualTo(172);
                assertThat(receiver.open(packet.clone(), 182)).isEqualTo(Srtp.CAME_BEFORE);
            }
        }
        assertThat(receiver.open(sent.get(50).clone(), 182)).isEqualTo(Srtp.CAME_BEFORE);
    }

    @Test
    void nothing_is_opened_that_was_touched_or_made_with_another_key() {
        Srtp sender = new Srtp(SrtpSuite.AES_CM_128_HMAC_SHA1_80, MASTER);
        Srtp receiver = new Srtp(SrtpSuite.AES_CM_128_HMAC_SHA1_80, MASTER);
        byte[] packet = packet(1, 7);
        sender.protect(packet, 172);
        for (int at = 0; at < 182; at++) {
            byte[] touched = Arrays.copyOf(packet, 182);
            touched[at] ^= 1;
            assertThat(receiver.open(touched, 182)).as("byte %d", at).isEqualTo(-1);
        }
        byte[] other = MASTER.clone();
        other[0] ^= 1;
        assertThat(new Srtp(SrtpSuite.AES_CM_128_HMAC_SHA1_80, other).open(packet.clone(), 182))
                .isEqualTo(-1);
        assertThat(receiver.open(Arrays.copyOf(packet, 182), 182)).isEqualTo(172);
    }

    @Test
    void who_has_no_key_can_not_fill_the_places_for_sources() {
        Srtp receiver = new Srtp(SrtpSuite.AES_CM_128_HMAC_SHA1_80, MASTER);
        for (int source = 0; source < 500; source++) {
            assertThat(receiver.open(packet(1, source), 182)).isEqualTo(-1);
        }
        Srtp sender = new Srtp(SrtpSuite.AES_CM_128_HMAC_SHA1_80, MASTER);
        byte[] packet = packet(1, 7);
        sender.protect(packet, 172);
        assertThat(receiver.open(packet, 182)).isEqualTo(172);
    }

    @Test
    void reports_are_protected_too_and_opened_once() {
        Srtp sender = new Srtp(SrtpSuite.AES_CM_128_HMAC_SHA1_80, MASTER);
        Srtp receiver = new Srtp(SrtpSuite.AES_CM_128_HMAC_SHA1_80, MASTER);
        byte[] report = Arrays.copyOf(hex("80c90001cafebabe" + "01".repeat(24)), 32 + Srtp.MOST_GROWTH);
        byte[] plain = report.clone();
        int length = sender.protectRtcp(report, 32);
        assertThat(length).isEqualTo(46);
        assertThat(Arrays.copyOf(report, 32)).isNotEqualTo(Arrays.copyOf(plain, 32));
        byte[] again = report.clone();
        assertThat(receiver.openRtcp(report, length)).isEqualTo(32);
        assertThat(Arrays.copyOf(report, 32)).isEqualTo(Arrays.copyOf(plain, 32));
        assertThat(receiver.openRtcp(again, length)).isEqualTo(-1);
    }
}
