package io.rapport.media.sip.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.media.sdp.Sdp;
import io.rapport.media.sdp.SdpReader;
import io.rapport.media.sdp.SdpReading;
import io.rapport.media.sip.Address;
import io.rapport.media.sip.SipHeader;
import io.rapport.media.sip.SipReader;
import io.rapport.media.sip.Uri;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Two ends of ours call each other; what real telephones do is seen elsewhere.
class LegTest {
    private static final Uri HELP =
            Address.of("<sip:help@203.0.113.1>").orElseThrow().uri();

    private final Net net = new Net();

    static Sdp sdp(int version) {
        String text = "v=0\r\no=- 1 " + version + " IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n"
                + "m=audio 4000 RTP/AVP 0\r\n";
        return ((SdpReading.Whole) SdpReader.read(text)).sdp();
    }

    private Heard call(SipHeader... more) {
        Heard heard = new Heard();
        heard.leg = net.here.calls.call(
                HELP,
                "\"Ada\" <sip:ada@198.51.100.1>",
                "<sip:help@203.0.113.1>",
                List.of(more),
                sdp(1),
                net.here.to,
                heard);
        net.settle();
        return heard;
    }

    private Heard called() {
        return net.there.called.getLast();
    }

    private Heard up() {
        Heard caller = call();
        called().leg().ring();
        called().leg().accept(sdp(2));
        net.settle();
        return caller;
    }

    private void nothingIsLeft() {
        net.pass(Duration.ofMinutes(2));
        assertThat(net.here.calls.count()).isZero();
        assertThat(net.there.calls.count()).isZero();
        assertThat(net.here.calls.transactions().count()).isZero();
        assertThat(net.there.calls.transactions().count()).isZero();
    }

    @Test
    void who_is_called_hears_the_offer_and_who_calls_the_answer() {
        Heard caller = call();
        assertThat(called().leg().offer().orElseThrow().origin().version()).isEqualTo("1");
        called().leg().ring();
        called().leg().accept(sdp(2));
        net.settle();
        assertThat(caller.events).containsExactly("ringing", "up 2");
        assertThat(called().events).containsExactly("up");
        caller.leg().hangUp();
        net.settle();
        assertThat(caller.events).endsWith("ended by us");
        assertThat(called().events).endsWith("ended by them");
        nothingIsLeft();
    }

    @Test
    void who_was_called_may_hang_up_too() {
        Heard caller = up();
        called().leg().hangUp();
        net.settle();
        assertThat(caller.events).endsWith("ended by them");
        nothingIsLeft();
    }

    @Test
    void a_call_can_be_taken_back_while_it_rings() {
        Heard caller = call();
        called().leg().ring();
        net.settle();
        caller.leg().hangUp();
        net.settle();
        assertThat(called().events).containsExactly("ended by them");
        assertThat(caller.events).containsExactly("ringing", "ended by us");
        nothingIsLeft();
    }

    @Test
    void a_call_taken_back_as_it_is_answered_is_hung_up() {
        Heard caller = call();
        called().leg().ring();
        net.settle();
        called().leg().accept(sdp(2));
        caller.leg().hangUp();
        net.settle();
        net.pass(Duration.ofSeconds(5));
        assertThat(caller.events).containsExactly("ringing", "ended by us");
        assertThat(called().events).endsWith("ended by them");
        nothingIsLeft();
    }

    @Test
    void a_refusal_is_heard_with_its_status() {
        Heard caller = call();
        called().leg().refuse(486);
        net.settle();
        assertThat(caller.events).containsExactly("refused 486");
        nothingIsLeft();
    }

    @Test
    void who_does_not_answer_is_lost_after_half_a_minute_and_who_rings_is_not() {
        net.cut = true;
        Heard nobody = call();
        net.pass(Duration.ofSeconds(33));
        assertThat(nobody.events).containsExactly("lost");
        net.cut = false;
        Heard caller = call();
        called().leg().ring();
        net.pass(Duration.ofMinutes(2));
        assertThat(caller.events).containsExactly("ringing");
    }

    @Test
    void an_answer_whose_acknowledgement_is_lost_is_repeated_and_acknowledged_again() {
        Heard caller = call();
        called().leg().ring();
        net.settle();
        called().leg().accept(sdp(2));
        net.cut = true;
        net.settle();
        net.cut = false;
        net.pass(Duration.ofSeconds(2));
        assertThat(caller.events).endsWith("up 2");
        assertThat(called().events).containsExactly("up");
    }

    @Test
    void hold_and_resume_are_offers_within_the_call() {
        Heard caller = up();
        caller.leg().offer(sdp(3));
        net.settle();
        assertThat(called().events).endsWith("offered 3");
        assertThat(caller.events).endsWith("agreed 77");
        called().leg().offer(sdp(4));
        net.settle();
        assertThat(caller.events).endsWith("offered 4");
        caller.agreeable = false;
        called().leg().offer(sdp(5));
        net.settle();
        assertThat(called().events).endsWith("agreed 77", "disagreed 488");
        caller.leg().hangUp();
        nothingIsLeft();
    }

    @Test
    void two_offers_at_once_are_both_made_one_after_the_other() {
        Heard caller = up();
        caller.leg().offer(sdp(3));
        called().leg().offer(sdp(4));
        net.settle();
        net.pass(Duration.ofSeconds(10));
        assertThat(called().events).contains("offered 3", "agreed 77");
        assertThat(caller.events).contains("offered 4", "agreed 77");
    }

    @Test
    void a_key_comes_by_info() {
        Heard caller = up();
        String invite = net.sent.getFirst();
        String tag = invite.replaceAll("(?s).*From: [^\\r]*tag=([0-9a-f]+).*", "$1");
        String callId = caller.leg().callId();
        String to = net.sent.stream()
                .filter(text -> text.contains("SIP/2.0 200"))
                .findFirst()
                .orElseThrow()
                .replaceAll("(?s).*To: ([^\\r]*).*", "$1");
        String info =
                "INFO sip:x@203.0.113.1 SIP/2.0\r\nVia: SIP/2.0/UDP 198.51.100.1;branch=z9hG4bKinfo\r\nFrom: <sip:ada@198.51.100.1>;tag="
                        + tag + "\r\nTo: " + to + "\r\nCall-ID: " + callId
                        + "\r\nCSeq: 9 INFO\r\nContent-Type: application/dtmf-relay\r\nContent-Length: 24\r\n\r\nSignal=5\r\nDuration=160\r\n";
        net.there
                .calls
                .transactions()
                .received(SipReader.datagram(info.getBytes(StandardCharsets.US_ASCII)), net.there.to);
        net.settle();
        assertThat(called().events).endsWith("pressed 5");
    }

    @Test
    void a_caller_who_requires_it_confirms_each_ring() {
        Heard caller = call(new SipHeader("Require", "100rel"));
        called().leg().ring();
        called().leg().progress(sdp(9));
        net.settle();
        called().leg().accept(sdp(2));
        net.settle();
        assertThat(caller.events).containsExactly("ringing", "ringing 9", "up 2");
        assertThat(net.sent.stream().filter(text -> text.contains(" PRACK sip:")))
                .hasSize(2);
        caller.leg().hangUp();
        nothingIsLeft();
    }

    /// As carriers do that have answered while it rang.
    @Test
    void what_was_agreed_while_it_rang_holds_where_the_answer_says_nothing_of_it() {
        Heard caller = call();
        String invite = net.sent.stream()
                .filter(text -> text.contains("INVITE sip:"))
                .findFirst()
                .orElseThrow();
        responds(invite, "183 Session Progress", "Content-Type: application/sdp\r\n", sdp(9).text());
        responds(invite, "200 OK", "", "");
        assertThat(caller.events).containsExactly("ringing 9", "up 9");
    }

    private void responds(String invite, String status, String more, String body) {
        String same = invite.lines()
                .filter(line -> line.matches("(?i)(Via|From|Call-ID|CSeq):.*"))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
        String response = "SIP/2.0 " + status + "\r\n" + same + "To: <sip:help@203.0.113.1>;tag=carrier\r\n"
                + "Contact: <sip:help@203.0.113.1>\r\n" + more + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        net.here
                .calls
                .transactions()
                .received(SipReader.datagram(response.getBytes(StandardCharsets.US_ASCII)), net.here.to);
        net.settle();
    }

    @Test
    void a_ring_that_must_be_confirmed_and_is_not_ends_the_call() {
        call(new SipHeader("Require", "100rel"));
        net.cut = true;
        called().leg().ring();
        net.pass(Duration.ofSeconds(40));
        assertThat(called().events).containsExactly("lost");
    }

    @Test
    void what_nobody_here_knows_is_refused_as_the_rfc_says() {
        call(new SipHeader("Require", "tomorrow"));
        assertThat(net.there.called).isEmpty();
        assertThat(net.sent.getLast()).contains("ACK");
        assertThat(net.sent.stream().filter(text -> text.contains("SIP/2.0 420")))
                .singleElement()
                .asString()
                .contains("Unsupported: tomorrow");
        assertThat(net.sent.stream().filter(text -> text.contains("Content-Type: application/sdp")))
                .hasSize(1);
    }

    @Test
    void a_call_of_four_hours_is_refreshed_each_quarter_of_an_hour_and_goes_on() {
        Heard caller = up();
        net.pass(Duration.ofHours(4));
        assertThat(caller.events).containsExactly("ringing", "up 2");
        assertThat(called().events).containsExactly("up");
        assertThat(net.sent.stream().filter(text -> text.contains(" UPDATE sip:")))
                .hasSizeBetween(15, 17);
        caller.leg().hangUp();
        nothingIsLeft();
    }

    @Test
    void a_side_that_is_no_longer_there_is_noticed_by_both() {
        Heard caller = up();
        net.pass(Duration.ofMinutes(20));
        net.cut = true;
        net.pass(Duration.ofHours(1));
        assertThat(caller.events).endsWith("lost");
        assertThat(called().events).endsWith("lost");
        nothingIsLeft();
    }

    @Test
    void whatever_is_lost_on_the_way_both_sides_agree_in_the_end() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            net.loses(10 + random.nextInt(40), seed);
            int before = net.there.called.size();
            Heard caller = call();
            net.pass(Duration.ofMillis(random.nextInt(4_000)));
            Heard callee = net.there.called.size() > before ? called() : null;
            if (callee != null) {
                callee.leg().ring();
                net.pass(Duration.ofMillis(random.nextInt(3_000)));
                switch (random.nextInt(3)) {
                    case 0 -> callee.leg().refuse(486);
                    case 1 -> caller.leg().hangUp();
                    default -> callee.leg().accept(sdp(2));
                }
            }
            net.pass(Duration.ofMillis(random.nextInt(9_000)));
            caller.leg().offer(sdp(3));
            net.pass(Duration.ofMillis(random.nextInt(9_000)));
            (callee == null || random.nextBoolean() ? caller : callee).leg().hangUp();
            // Of a caller who was never heard after the first word a telephone knows nothing: it stops ringing by
            // itself,
            // as does one that was reached only now.
            net.pass(Duration.ofMinutes(1));
            net.there.called.forEach(one -> one.leg().refuse(480));
            net.pass(Duration.ofHours(1));
            assertThat(caller.events.getLast())
                    .as("seed %d: %s", seed, caller.events)
                    .matches("ended.*|refused.*|lost");
            if (callee != null) {
                assertThat(callee.events.getLast())
                        .as("seed %d: %s", seed, callee.events)
                        .matches("ended.*|lost");
            }
            assertThat(caller.events.stream().filter(e -> e.matches("ended.*|refused.*|lost")))
                    .hasSize(1);
            assertThat(net.here.calls.count() + net.there.calls.count())
                    .as("seed %d", seed)
                    .isZero();
        }
    }
}
