package io.rapport.media.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// With the samples of RFC 5769.
class StunMessageTest {
    private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";
    private static final byte[] REQUEST = HexFormat.of()
            .parseHex(("0001005821 12a442b7e7a701bc34d686fa87dfae"
                            + "802200105354554e207465737420636c69656e74" + "002400046e0001ff"
                            + "80290008932ff9b151263b36"
                            + "000600096576746a3a68367659202020"
                            + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2" + "80280004e57a3bcf")
                    .replace(" ", ""));

    @Test
    void a_request_is_believed_from_who_knows_the_password_alone() {
        StunMessage request = StunMessage.read(REQUEST).orElseThrow();
        assertThat(request.type()).isEqualTo(StunMessage.BINDING_REQUEST);
        assertThat(request.username()).contains("evtj:h6vY");
        assertThat(request.signedWith(PASSWORD)).isTrue();
        assertThat(request.signedWith("another")).isFalse();
        assertThat(request.signedWith("")).isFalse();
        assertThat(request.fingerprintHolds()).isTrue();
        assertThat(request.unknownRequired()).isEmpty();
    }

    @Test
    void a_single_bit_turned_anywhere_is_noticed() {
        for (int at = 0; at < REQUEST.length; at++) {
            byte[] turned = REQUEST.clone();
            turned[at] ^= 0x10;
            boolean believed = StunMessage.read(turned)
                    .filter(message -> message.fingerprintHolds() && message.signedWith(PASSWORD))
                    .isPresent();
            assertThat(believed).as("byte %d", at).isFalse();
        }
    }

    @Test
    void the_answer_is_the_one_of_the_rfc() throws Exception {
        byte[] transaction = Arrays.copyOfRange(REQUEST, 8, 20);
        // The RFC pads with spaces what we pad with zeroes; so the name is of a length that needs none.
        byte[] answer = new StunMessage.Writer(StunMessage.BINDING_SUCCESS, transaction)
                .addXorMapped(new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 32_853))
                .signed(PASSWORD);
        StunMessage read = StunMessage.read(answer).orElseThrow();
        assertThat(read.attribute(StunMessage.XOR_MAPPED_ADDRESS))
                .contains(HexFormat.of().parseHex("0001a147e112a643"));
        assertThat(read.signedWith(PASSWORD)).isTrue();
        assertThat(read.fingerprintHolds()).isTrue();
        byte[] ofRfc = HexFormat.of()
                .parseHex("0101003c2112a442b7e7a701bc34d686fa87dfae" + "8022000b7465737420766563746f7220"
                        + "002000080001a147e112a643" + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7"
                        + "80280004c07d4c96");
        assertThat(StunMessage.read(ofRfc).orElseThrow().signedWith(PASSWORD)).isTrue();
        assertThat(StunMessage.read(ofRfc).orElseThrow().fingerprintHolds()).isTrue();
    }

    @Test
    void an_address_of_version_6_is_hidden_by_the_transaction_too() throws Exception {
        byte[] transaction = Arrays.copyOfRange(REQUEST, 8, 20);
        byte[] answer = new StunMessage.Writer(StunMessage.BINDING_SUCCESS, transaction)
                .addXorMapped(
                        new InetSocketAddress(InetAddress.getByName("2001:db8:1234:5678:11:2233:4455:6677"), 32_853))
                .fingerprinted();
        assertThat(StunMessage.read(answer).orElseThrow().attribute(StunMessage.XOR_MAPPED_ADDRESS))
                .contains(HexFormat.of().parseHex("0002a1470113a9faa5d3f179bc25f4b5bed2b9d9"));
    }

    @Test
    void what_stands_behind_the_integrity_is_not_believed() {
        byte[] signed = new StunMessage.Writer(StunMessage.BINDING_REQUEST, new byte[12]).signed(PASSWORD);
        byte[] added = Arrays.copyOf(signed, signed.length - 8 + 12);
        byte[] more = HexFormat.of().parseHex("0006000475736572");
        System.arraycopy(more, 0, added, signed.length - 8, 8);
        byte[] fitting = Arrays.copyOf(added, signed.length);
        fitting[3] = (byte) (signed.length - 20);
        StunMessage read = StunMessage.read(fitting).orElseThrow();
        assertThat(read.signedWith(PASSWORD)).isTrue();
        assertThat(read.attributes()).hasSize(2);
        assertThat(read.username()).isEmpty();
    }
}
