package io.rapport.media.sip.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.media.sip.Address;
import io.rapport.media.sip.SipReader;
import io.rapport.media.sip.Uri;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// One end of ours asks the other to put a call through; what real telephones do is seen elsewhere.
class ReferTest {
    private static final Uri OTHER =
            Address.of("<sip:+441174960123@203.0.113.1>").orElseThrow().uri();

    private final Net net = new Net();
    private final List<String> told = new ArrayList<>();
    private final ReferWatcher watcher = new ReferWatcher() {
        @Override
        public void accepted() {
            told.add("accepted");
        }

        @Override
        public void done(int status) {
            told.add("done " + status);
        }
    };

    private Heard up() {
        Heard heard = new Heard();
        heard.leg = net.here.calls.call(
                Address.of("<sip:help@203.0.113.1>").orElseThrow().uri(),
                "<sip:ada@198.51.100.1>",
                "<sip:help@203.0.113.1>",
                List.of(),
                LegTest.sdp(1),
                net.here.to,
                heard);
        net.settle();
        called().leg().accept(LegTest.sdp(2));
        net.settle();
        return heard;
    }

    private Heard called() {
        return net.there.called.getLast();
    }

    private Referral referral() {
        return Objects.requireNonNull(called().referral);
    }

    @Test
    void who_asks_to_be_put_through_hears_that_it_is_tried_and_how_it_ended() {
        Heard caller = up();
        caller.leg().refer(OTHER, watcher);
        net.settle();
        assertThat(called().events).endsWith("referred sip:+441174960123@203.0.113.1");
        assertThat(told).isEmpty();
        referral().accept();
        net.settle();
        assertThat(told).containsExactly("accepted");
        referral().done(200);
        net.settle();
        assertThat(told).containsExactly("accepted", "done 200");
        assertThat(net.sent).anyMatch(text -> text.contains("SIP/2.0 100 Trying") && text.contains("active;expires"));
        caller.leg().hangUp();
        net.settle();
        net.pass(Duration.ofMinutes(2));
        assertThat(net.here.calls.transactions().count()).isZero();
        assertThat(net.there.calls.transactions().count()).isZero();
    }

    @Test
    void what_is_refused_and_what_fails_is_told_with_its_status() {
        Heard caller = up();
        caller.leg().refer(OTHER, watcher);
        net.settle();
        referral().refuse(603);
        net.settle();
        caller.leg().refer(OTHER, watcher);
        net.settle();
        referral().accept();
        referral().done(486);
        net.settle();
        assertThat(told).containsExactly("done 603", "accepted", "done 486");
        assertThat(net.sent).anyMatch(text -> text.contains("Event: refer;id="));
    }

    @Test
    void who_takes_it_and_says_nothing_more_is_not_waited_for() {
        Heard caller = up();
        caller.leg().refer(OTHER, watcher);
        net.settle();
        net.cut = true;
        referral().accept();
        net.cut = false;
        net.pass(Duration.ofMillis(1));
        net.pass(OutgoingRefer.RINGING);
        assertThat(told).endsWith("done 408");
    }

    @Test
    void a_call_that_ends_meanwhile_ends_the_wait() {
        Heard caller = up();
        caller.leg().refer(OTHER, watcher);
        net.settle();
        referral().accept();
        called().leg().hangUp();
        net.settle();
        assertThat(told).containsExactly("accepted", "done 487");
    }

    @Test
    void who_is_hung_up_as_soon_as_it_is_done_hears_before_that_it_is() {
        Heard caller = up();
        caller.leg().refer(OTHER, watcher);
        net.settle();
        referral().accept();
        referral().done(200);
        called().leg().hangUp();
        net.settle();
        assertThat(told).containsExactly("accepted", "done 200");
        assertThat(caller.events).endsWith("ended by them");
    }

    @Test
    void lost_messages_are_sent_again_until_it_is_told() {
        Heard caller = up();
        net.loses(40, 7);
        caller.leg().refer(OTHER, watcher);
        net.pass(Duration.ofSeconds(5));
        referral().accept();
        net.pass(Duration.ofSeconds(4));
        referral().done(200);
        net.pass(Duration.ofSeconds(20));
        assertThat(told).endsWith("done 200");
    }

    @Test
    void a_refer_that_names_nobody_or_several_or_what_is_no_telephone_is_refused_at_once() {
        up();
        assertThat(answerTo(List.of())).startsWith("SIP/2.0 400");
        assertThat(answerTo(List.of("<sip:a@203.0.113.9>", "<sip:b@203.0.113.9>")))
                .startsWith("SIP/2.0 400");
        assertThat(answerTo(List.of("<sip:a@203.0.113.9>, <sip:b@203.0.113.9>")))
                .startsWith("SIP/2.0 400");
        assertThat(answerTo(List.of("<sip:" + "9".repeat(5_000) + "@203.0.113.9>")))
                .startsWith("SIP/2.0 400");
        assertThat(answerTo(List.of("<http://203.0.113.9/>"))).startsWith("SIP/2.0 416");
        assertThat(called().referral).isNull();
    }

    /// What the end there answers to a REFER within the call.
    private String answerTo(List<String> referTo) {
        String ack = net.sent.stream()
                .filter(text -> text.contains(" ACK sip:"))
                .reduce((one, two) -> two)
                .orElseThrow();
        StringBuilder refer = new StringBuilder();
        int number = 100 + net.sent.size();
        for (String line : ack.substring(ack.indexOf(' ') + 1).strip().split("\r\n")) {
            refer.append(
                            line.startsWith("CSeq:")
                                    ? "CSeq: " + number + " REFER"
                                    : line.startsWith("Via:")
                                            ? line.replaceFirst("branch=[^;]*", "branch=z9hG4bKrefer" + number)
                                            : line.replaceFirst("^ACK ", "REFER "))
                    .append("\r\n");
        }
        referTo.forEach(value -> refer.append("Refer-To: ").append(value).append("\r\n"));
        int before = net.sent.size();
        net.there
                .calls
                .transactions()
                .received(
                        SipReader.datagram(refer.append("\r\n").toString().getBytes(StandardCharsets.UTF_8)),
                        net.there.to);
        net.settle();
        String answer = net.sent.get(before);
        return answer.substring(answer.indexOf(' ') + 1);
    }

    @Test
    void which_call_is_to_be_replaced_is_read_with_its_escapes() {
        assertThat(Replaces.of("Replaces=98asjd8%4010.0.0.1%3Bto-tag%3Dabc%3Bfrom-tag%3Dx+y&Require=replaces"))
                .contains(new Replaces("98asjd8@10.0.0.1", "abc", "x+y"));
        assertThat(Replaces.of("replaces=a%3Bto-tag%3Db")).isEmpty();
        assertThat(Replaces.of("Replaces=%zz%3Bto-tag%3Db%3Bfrom-tag%3Dc")).isEmpty();
        assertThat(Replaces.of("")).isEmpty();
        assertThat(Replaces.of("Replaces=" + "a".repeat(1_000))).isEmpty();
    }

    @Test
    void each_side_knows_the_call_that_is_meant() {
        Heard caller = up();
        String sent = net.sent.stream()
                .filter(text -> text.contains(" ACK "))
                .findFirst()
                .orElseThrow();
        String from = sent.replaceAll("(?s).*From: [^\r]*;tag=([^\r;]*).*", "$1");
        String to = sent.replaceAll("(?s).*To: [^\r]*;tag=([^\r;]*).*", "$1");
        Replaces named = new Replaces(caller.leg().callId(), to, from);
        assertThat(called().leg().is(named)).isTrue();
        assertThat(caller.leg().is(named)).isTrue();
        assertThat(caller.leg().is(new Replaces("other", to, from))).isFalse();
    }

    @Test
    void a_late_notify_is_told_that_nobody_waits_for_it() {
        Heard caller = up();
        caller.leg().refer(OTHER, watcher);
        net.settle();
        referral().accept();
        net.settle();
        net.pass(OutgoingRefer.RINGING);
        assertThat(told).endsWith("done 408");
        referral().done(200);
        net.settle();
        assertThat(told).endsWith("done 408");
        assertThat(net.sent.getLast()).contains("SIP/2.0 481");
    }
}
