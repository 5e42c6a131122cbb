package io.rapport.media.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.media.sip.SipHeader;
import io.rapport.media.sip.SipMessage;
import io.rapport.media.sip.SipReader;
import io.rapport.media.sip.SipReading;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransactionsTest {

    private static final class Wire implements Flow {
        private final String transport;
        private final List<String> sent = new ArrayList<>();

        Wire(String transport) {
            this.transport = transport;
        }

        @Override
        public String transport() {
            return transport;
        }

        @Override
        public InetSocketAddress remote() {
            return new InetSocketAddress("192.0.2.7", 5070);
        }

        @Override
        public String local() {
            return "198.51.100.1:5060";
        }

        @Override
        public void send(byte[] message) {
            sent.add(new String(message, StandardCharsets.UTF_8));
        }

        SipMessage last() {
            return ((SipReading.Whole) SipReader.datagram(sent.getLast().getBytes(StandardCharsets.UTF_8))).message();
        }
    }

    private static final class Desk implements TransactionUser {
        private final List<ServerTransaction> requests = new ArrayList<>();
        private final List<SipMessage.Request> acks = new ArrayList<>();
        private final List<SipMessage.Response> strays = new ArrayList<>();

        @Override
        public void request(ServerTransaction transaction, SipMessage.Request request) {
            requests.add(transaction);
        }

        @Override
        public void ack(SipMessage.Request ack, Flow flow) {
            acks.add(ack);
        }

        @Override
        public void stray(SipMessage.Response response, Flow flow) {
            strays.add(response);
        }
    }

    private static final class Heard implements ClientTransaction.Watcher {
        private final List<Integer> statuses = new ArrayList<>();
        private int timeouts;

        @Override
        public void response(SipMessage.Response response) {
            statuses.add(response.status());
        }

        @Override
        public void timedOut() {
            timeouts++;
        }
    }

    private final HandTimers time = new HandTimers();
    private final Desk desk = new Desk();
    private final Transactions transactions = new Transactions(time, desk);
    private final Wire udp = new Wire("UDP");

    private static String message(String method, String branch, String toTag) {
        return (method + " sip:help@brightline.example SIP/2.0\nVia: SIP/2.0/UDP 10.0.0.9:5060;rport;branch=" + branch
                        + "\nMax-Forwards: 70\nFrom: <sip:ada@example.com>;tag=a\nTo: <sip:help@brightline.example>"
                        + (toTag.isEmpty() ? "" : ";tag=" + toTag) + "\nCall-ID: c1\nCSeq: 1 " + method
                        + "\nContent-Length: 0\n\n")
                .replace("\n", "\r\n");
    }

    private void comes(String text, Flow flow) {
        transactions.received(SipReader.datagram(text.getBytes(StandardCharsets.UTF_8)), flow);
    }

    private void answer(ServerTransaction transaction, int status) {
        transaction.respond(Answers.to(transaction.request(), transaction.flow(), status, "b", List.of(), new byte[0]));
    }

    @Test
    void a_repeated_request_is_one_request_and_gets_the_same_answer() {
        comes(message("OPTIONS", "z9hG4bK1", ""), udp);
        comes(message("OPTIONS", "z9hG4bK1", ""), udp);
        assertThat(desk.requests).hasSize(1);
        answer(desk.requests.getFirst(), 200);
        comes(message("OPTIONS", "z9hG4bK1", ""), udp);
        assertThat(udp.sent).hasSize(2);
        assertThat(udp.sent.get(1)).isEqualTo(udp.sent.get(0));
        time.pass(Duration.ofSeconds(33));
        assertThat(transactions.count()).isZero();
    }

    @Test
    void the_answer_says_where_the_request_really_came_from() {
        comes(message("OPTIONS", "z9hG4bK1", ""), udp);
        answer(desk.requests.getFirst(), 200);
        SipMessage answer = udp.last();
        assertThat(answer.via().parameters().get("received")).contains("192.0.2.7");
        assertThat(answer.via().parameters().get("rport")).contains("5070");
        assertThat(answer.to().tag()).contains("b");
    }

    @Test
    void a_refusal_is_repeated_until_it_is_acknowledged() {
        comes(message("INVITE", "z9hG4bK1", ""), udp);
        answer(desk.requests.getFirst(), 486);
        time.pass(Duration.ofMillis(1_600));
        assertThat(udp.sent).hasSize(3);
        comes(message("ACK", "z9hG4bK1", "b"), udp);
        time.pass(Duration.ofSeconds(40));
        assertThat(udp.sent).hasSize(3);
        assertThat(desk.acks).isEmpty();
        assertThat(transactions.count()).isZero();
    }

    @Test
    void a_refusal_that_nobody_acknowledges_ends_and_over_tcp_is_sent_once() {
        List<Boolean> ended = new ArrayList<>();
        Wire tcp = new Wire("TCP");
        comes(message("INVITE", "z9hG4bK1", ""), tcp);
        desk.requests.getFirst().watch(new ServerTransaction.Watcher() {
            @Override
            public void ended(boolean acknowledged) {
                ended.add(acknowledged);
            }
        });
        answer(desk.requests.getFirst(), 503);
        time.pass(Duration.ofSeconds(33));
        assertThat(tcp.sent).hasSize(1);
        assertThat(ended).containsExactly(false);
    }

    @Test
    void an_invite_that_was_accepted_is_absorbed_and_its_ack_is_its_users() {
        comes(message("INVITE", "z9hG4bK1", ""), udp);
        answer(desk.requests.getFirst(), 200);
        comes(message("INVITE", "z9hG4bK1", ""), udp);
        assertThat(desk.requests).hasSize(1);
        comes(message("ACK", "z9hG4bK2", "b"), udp);
        comes(message("ACK", "z9hG4bK1", "b"), udp);
        assertThat(desk.acks).hasSize(2);
    }

    @Test
    void a_cancel_is_answered_at_once_and_told_even_to_who_listens_late() {
        comes(message("INVITE", "z9hG4bK1", ""), udp);
        ServerTransaction invite = desk.requests.getFirst();
        answer(invite, 180);
        comes(message("CANCEL", "z9hG4bK1", ""), udp);
        comes(message("CANCEL", "z9hG4bK1", ""), udp);
        assertThat(((SipMessage.Response) udp.last()).status()).isEqualTo(200);
        List<String> told = new ArrayList<>();
        invite.watch(new ServerTransaction.Watcher() {
            @Override
            public void cancelled() {
                told.add("cancelled");
            }
        });
        assertThat(told).containsExactly("cancelled");
        answer(invite, 487);
        assertThat(((SipMessage.Response) udp.last()).status()).isEqualTo(487);
        comes(message("CANCEL", "z9hG4bKunknown", ""), udp);
        assertThat(((SipMessage.Response) udp.last()).status()).isEqualTo(481);
    }

    @Test
    void a_request_that_came_by_two_ways_is_refused_the_second_time() {
        comes(message("INVITE", "z9hG4bK1", ""), udp);
        comes(message("INVITE", "z9hG4bK2", ""), udp);
        assertThat(desk.requests).hasSize(1);
        assertThat(((SipMessage.Response) udp.last()).status()).isEqualTo(482);
    }

    @Test
    void what_can_not_be_read_is_answered_with_what_could() {
        comes(message("OPTIONS", "z9hG4bK1", "").replace("CSeq: 1 OPTIONS", "CSeq: 1 INVITE"), udp);
        assertThat(udp.sent.getFirst())
                .startsWith("SIP/2.0 400 Bad message: expected")
                .contains("Call-ID: c1");
        assertThat(desk.requests).isEmpty();
    }

    private ClientTransaction ask(String method, Flow flow, Heard heard) {
        SipMessage.Request like = (SipMessage.Request) ((SipReading.Whole)
                        SipReader.datagram(message(method, "z9hG4bKx", "").getBytes(StandardCharsets.UTF_8)))
                .message();
        List<SipHeader> headers = like.headers().stream()
                .filter(header -> !header.is("Via") && !header.is("Content-Length"))
                .toList();
        return transactions.ask(method, like.uri(), headers, new byte[0], flow, heard);
    }

    private void answers(ClientTransaction transaction, int status) {
        comes(
                new String(
                        Answers.to(transaction.request(), udp, status, "b", List.of(), new byte[0])
                                .bytes(),
                        StandardCharsets.UTF_8),
                transaction.flow());
    }

    @Test
    void a_request_is_repeated_ever_slower_and_given_up_after_half_a_minute() {
        Heard heard = new Heard();
        ask("OPTIONS", udp, heard);
        time.pass(Duration.ofSeconds(31));
        // At 0, 0.5, 1.5, 3.5, 7.5 s and then every four seconds.
        assertThat(udp.sent).hasSize(10);
        time.pass(Duration.ofSeconds(2));
        assertThat(heard.timeouts).isEqualTo(1);
        assertThat(transactions.count()).isZero();
    }

    @Test
    void who_rings_is_waited_for_and_who_accepts_twice_is_heard_twice() {
        Heard heard = new Heard();
        ClientTransaction invite = ask("INVITE", udp, heard);
        answers(invite, 180);
        time.pass(Duration.ofMinutes(3));
        assertThat(udp.sent).hasSize(1);
        answers(invite, 200);
        answers(invite, 200);
        assertThat(heard.statuses).containsExactly(180, 200, 200);
        assertThat(heard.timeouts).isZero();
        time.pass(Duration.ofSeconds(33));
        assertThat(transactions.count()).isZero();
    }

    @Test
    void a_refusal_is_acknowledged_each_time_it_comes_and_heard_once() {
        Heard heard = new Heard();
        ClientTransaction invite = ask("INVITE", udp, heard);
        answers(invite, 486);
        answers(invite, 486);
        assertThat(heard.statuses).containsExactly(486);
        assertThat(udp.sent).hasSize(3);
        SipMessage.Request ack = (SipMessage.Request) udp.last();
        assertThat(ack.method()).isEqualTo("ACK");
        assertThat(ack.via().branch()).isEqualTo(invite.request().via().branch());
        assertThat(ack.to().tag()).contains("b");
    }

    @Test
    void a_cancel_bears_the_branch_of_what_it_cancels() {
        Heard heard = new Heard();
        ClientTransaction invite = ask("INVITE", udp, heard);
        answers(invite, 180);
        transactions.cancel(invite);
        SipMessage.Request cancel = (SipMessage.Request) udp.last();
        assertThat(cancel.method()).isEqualTo("CANCEL");
        assertThat(cancel.via().branch()).isEqualTo(invite.request().via().branch());
        answers(invite, 487);
        assertThat(heard.statuses).containsExactly(180, 487);
    }

    @Test
    void an_answer_that_nobody_waits_for_is_told_as_a_stray() {
        Heard heard = new Heard();
        ClientTransaction invite = ask("INVITE", udp, heard);
        answers(invite, 200);
        time.pass(Duration.ofSeconds(33));
        answers(invite, 200);
        assertThat(desk.strays).hasSize(1);
    }
}
