package io.rapport.server.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.media.sip.SipReader;
import io.rapport.media.sip.SipReading;
import io.rapport.media.sip.transaction.Flow;
import io.rapport.server.RunningRapport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Who is answered, and who is not.
class StrangersTest {
    private static RunningRapport rapport;
    private static Strangers strangers;

    @BeforeAll
    static void open() {
        rapport = RunningRapport.start("--rapport.voice.desks=10.0.0.0/8");
        rapport.bean(Trunks.class).add(new Trunk(0, "Provider", List.of("203.0.113.5"), "", Trunk.Transport.UDP, true));
        strangers = rapport.bean(Strangers.class);
    }

    @AfterAll
    static void shut() {
        rapport.close();
    }

    /// A way from an address.
    private record From(InetSocketAddress remote) implements Flow {
        static From of(String address) {
            try {
                return new From(new InetSocketAddress(InetAddress.getByName(address), 5060));
            } catch (java.net.UnknownHostException none) {
                throw new AssertionError(none);
            }
        }

        @Override
        public String transport() {
            return "UDP";
        }

        @Override
        public String local() {
            return "192.0.2.1:5060";
        }

        @Override
        public void send(byte[] message) {}
    }

    private static boolean admits(String address, String method) {
        From from = From.of(address);
        return strangers.welcomes(from.remote().getAddress()) && strangers.admits(message(method), from);
    }

    private static SipReading message(String method) {
        return SipReader.datagram("""
                %1$s sip:192.0.2.1 SIP/2.0
                Via: SIP/2.0/UDP 10.0.0.7;branch=z9hG4bK1
                From: <sip:100@192.0.2.1>;tag=1
                To: <sip:100@192.0.2.1>
                Call-ID: 1
                CSeq: 1 %1$s
                Max-Forwards: 70
                Content-Length: 0

                """.formatted(method).replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void of_those_who_are_no_trunk_only_who_stands_where_desks_are_is_read_and_only_when_they_register() {
        assertThat(admits("203.0.113.5", "INVITE")).isTrue();
        assertThat(admits("10.0.0.1", "REGISTER")).isTrue();
        assertThat(admits("10.0.0.1", "INVITE")).isFalse();
        assertThat(admits("10.0.0.1", "OPTIONS")).isFalse();
        assertThat(admits("198.51.100.7", "REGISTER")).isFalse();
    }

    @Test
    void who_tries_five_wrong_passwords_is_not_heard_but_a_trunk_always_is() {
        for (int i = 1; i < Strangers.MOST_WRONG; i++) {
            strangers.wrong(From.of("10.0.0.2"));
        }
        assertThat(admits("10.0.0.2", "REGISTER")).isTrue();
        int before = strangers.ignored();
        strangers.wrong(From.of("10.0.0.2"));
        assertThat(admits("10.0.0.2", "REGISTER")).isFalse();
        assertThat(strangers.ignored()).isEqualTo(before + 1);
        for (int i = 0; i < 2 * Strangers.MOST_WRONG; i++) {
            strangers.wrong(From.of("203.0.113.5"));
        }
        assertThat(admits("203.0.113.5", "INVITE")).isTrue();
    }

    @Test
    void who_goes_on_asking_for_what_is_not_theirs_is_not_heard_either() {
        for (int i = 0; i < Strangers.MOST_UNASKED; i++) {
            assertThat(admits("10.0.0.3", "INVITE")).isFalse();
        }
        assertThat(strangers.welcomes(From.of("10.0.0.3").remote().getAddress()))
                .isFalse();
    }
}
