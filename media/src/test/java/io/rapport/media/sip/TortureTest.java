package io.rapport.media.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The messages of RFC 4475, each read as the RFC says.
class TortureTest {

    /// The file of `baddn` lacks the empty line that the RFC's text has.
    private static byte[] bytes(String name) {
        try (InputStream in = TortureTest.class.getResourceAsStream("torture/" + name + ".dat")) {
            byte[] bytes = in.readAllBytes();
            return name.equals("baddn")
                    ? (new String(bytes, StandardCharsets.US_ASCII) + "\r\n").getBytes(StandardCharsets.US_ASCII)
                    : bytes;
        } catch (IOException | NullPointerException missing) {
            throw new IllegalStateException("torture/" + name + ".dat", missing);
        }
    }

    private static SipMessage read(String name) {
        SipReading reading = SipReader.datagram(bytes(name));
        assertThat(reading).as("%s: %s", name, reading).isInstanceOf(SipReading.Whole.class);
        return ((SipReading.Whole) reading).message();
    }

    private static SipMessage.Request request(String name) {
        return (SipMessage.Request) read(name);
    }

    private static SipReading.Refused refused(String name) {
        SipReading reading = SipReader.datagram(bytes(name));
        assertThat(reading).as(name).isInstanceOf(SipReading.Refused.class);
        return (SipReading.Refused) reading;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wsinv",
                "intmeth",
                "esc01",
                "escnull",
                "esc02",
                "lwsdisp",
                "longreq",
                "dblreq",
                "semiuri",
                "transports",
                "mpart01",
                "unreason",
                "noreason"
            })
    void what_is_valid_is_accepted_and_written_as_it_was_read(String name) {
        SipMessage message = read(name);
        SipReading again = SipReader.datagram(message.bytes());
        assertThat(again).isInstanceOf(SipReading.Whole.class);
        assertThat(((SipReading.Whole) again).message())
                .usingRecursiveComparison()
                .isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "badinv01",
                "clerr",
                "ncl",
                "scalar02",
                "quotbal",
                "ltgtruri",
                "lwsruri",
                "lwsstart",
                "trws",
                "escruri",
                "regbadct",
                "badaspec",
                "baddn",
                "mismatch01",
                "mismatch02"
            })
    void a_request_that_breaks_the_grammar_is_answered_400(String name) {
        SipReading.Refused refused = refused(name);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.why()).startsWith("Bad message: expected").doesNotContain("\n");
        assertThat(refused.echo()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalarlg", "bigcode"})
    void a_response_that_breaks_the_grammar_is_dropped(String name) {
        assertThat(refused(name).echo()).isEmpty();
    }

    @Test
    void another_version_is_answered_505() {
        assertThat(refused("badvers").status()).isEqualTo(505);
        assertThat(refused("badvers").echo().orElseThrow()).hasSize(5);
    }

    @Test
    void a_date_in_a_strange_zone_is_nobodys_business_but_its_readers() {
        assertThat(request("baddate").header("Date")).contains("Fri, 01 Jan 2010 16:00:00 EST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "badbranch",
                "unkscm",
                "novelsc",
                "unksm2",
                "bext01",
                "invut",
                "regaut01",
                "bcast",
                "zeromf",
                "cparam01",
                "cparam02",
                "regescrt",
                "sdp01",
                "inv2543"
            })
    void what_only_its_receiver_can_judge_is_read(String name) {
        read(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"insuf", "multi01", "mcl01"})
    void what_lacks_a_header_or_has_one_twice_is_answered_400(String name) {
        assertThat(refused(name).status()).isEqualTo(400);
    }

    @Test
    void spaces_and_folds_may_stand_wherever_the_grammar_lets_them() {
        SipMessage.Request invite = request("wsinv");
        assertThat(invite.from().name()).isEqualTo("J Rosenberg \\\"");
        assertThat(invite.from().tag()).contains("98asjd8");
        assertThat(invite.to().tag()).contains("1918181833n");
        assertThat(invite.cseq()).isEqualTo(new CSeq(9, "INVITE"));
        assertThat(invite.list("Via")).hasSize(3);
        assertThat(invite.via().transport()).isEqualTo("UDP");
        assertThat(invite.via().branch()).isEmpty();
        assertThat(invite.list("Contact")).hasSize(1);
        Address contact = Address.of(invite.list("Contact").getFirst()).orElseThrow();
        assertThat(contact.name()).isEqualTo("Quoted string \"\"");
        assertThat(contact.parameters().get("newparam")).contains("newvalue");
        assertThat(contact.parameters().get("q")).contains("0.33");
        assertThat(invite.body()).hasSize(150);
    }

    @Test
    void escapes_are_undone_in_users_but_never_in_methods() {
        Uri.Sip uri = (Uri.Sip) request("esc01").uri();
        assertThat(uri.user()).contains("sips:user@example.com");
        assertThat(uri.host()).isEqualTo("example.net");
        assertThat(request("esc02").method()).isEqualTo("RE%47IST%45R");
        assertThat(((Uri.Sip) request("escnull").to().uri()).user()).contains("null-\0-null");
        Uri.Sip semi = (Uri.Sip) request("semiuri").uri();
        assertThat(semi.user()).contains("user;par=u@example.net");
        assertThat(semi.parameters().values()).isEmpty();
    }

    @Test
    void whatever_follows_a_message_in_its_datagram_is_ignored() {
        SipReading.Whole whole = (SipReading.Whole) SipReader.datagram(bytes("dblreq"));
        assertThat(((SipMessage.Request) whole.message()).method()).isEqualTo("REGISTER");
        assertThat(whole.length()).isLessThan(bytes("dblreq").length);
    }

    @Test
    void strange_methods_and_names_are_taken_as_they_are() {
        SipMessage.Request odd = request("intmeth");
        assertThat(odd.method()).isEqualTo("!interesting-Method0123456789_*+`.%indeed'~");
        assertThat(odd.from().tag()).contains("_token~1'+`*%!-.");
        assertThat(((Uri.Sip) odd.uri()).host()).isEqualTo("example.com");
    }

    @Test
    void responses_keep_their_reason_whatever_its_script() {
        SipMessage.Response unreason = (SipMessage.Response) read("unreason");
        assertThat(unreason.status()).isEqualTo(200);
        assertThat(unreason.reason()).contains("сто девяносто девять");
        assertThat(((SipMessage.Response) read("noreason")).reason()).isEmpty();
    }

    @Test
    void unknown_schemes_are_told_apart_and_old_branches_give_none() {
        assertThat(request("unkscm").uri()).isInstanceOf(Uri.Other.class);
        assertThat(request("novelsc").uri()).isInstanceOf(Uri.Other.class);
        assertThat(request("badbranch").via().branch()).isEmpty();
        assertThat(request("inv2543").via().branch()).isEmpty();
    }

    @Test
    void cut_anywhere_and_read_as_a_stream_each_is_unfinished_or_refused_until_it_is_whole() {
        List<String> valid = Stream.of("wsinv", "intmeth", "esc01", "lwsdisp", "longreq", "transports", "unreason")
                .toList();
        for (String name : valid) {
            byte[] bytes = bytes(name);
            int whole = ((SipReading.Whole) SipReader.datagram(bytes)).length();
            for (int length = 0; length < whole; length++) {
                SipReading reading = SipReader.stream(bytes, length);
                assertThat(reading).as("%s %d", name, length).isNotInstanceOf(SipReading.Whole.class);
            }
        }
        byte[] bytes = bytes("wsinv");
        assertThat(((SipReading.Whole) SipReader.stream(bytes, bytes.length)).length())
                .isEqualTo(bytes.length);
    }
}
