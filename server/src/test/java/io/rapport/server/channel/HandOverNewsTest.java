package io.rapport.server.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.RunningRapport;
import io.rapport.server.promise.HandOverCard;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Workforce;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/// Customers learn who looks after them now.
class HandOverNewsTest {
    private static RunningRapport rapport;
    private static Doorway doorway;
    private static AgentId nell;
    private static AgentId siobhan;

    @BeforeAll
    static void start() {
        rapport = RunningRapport.start();
        TeamId team = rapport.team("Harbourside");
        nell = rapport.agent("Nell", team, false);
        siobhan = rapport.agent("Siobhan", team, false);
        doorway = Doorway.of(rapport);
    }

    @AfterAll
    static void stop() {
        rapport.close();
    }

    /// Nell's promise to whoever wrote this, given to Siobhan.
    private static boolean handOver(Taken taken) {
        Promises promises = rapport.bean(Promises.class);
        Promised promise = promises.openOf(
                        new MatterId(rapport.count("select matter from inbound where id = ?", taken.inbound())))
                .getFirst();
        promises.take(promise.id(), nell, Instant.now());
        TransactionTemplate transaction = rapport.bean(TransactionTemplate.class);
        long handOver = java.util.Objects.requireNonNull(transaction.execute(
                status -> promises.offer(promise, nell, siobhan, new HandOverCard("a", "b", "c"), true, Instant.now())
                        .orElseThrow()));
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Promised theirs =
                    promises.answer(handOver, siobhan, true, "", Instant.now()).orElseThrow();
            boolean told = tell(handOver, theirs);
            assertThat(tell(handOver, theirs)).isFalse();
            return told;
        }));
    }

    private static boolean tell(long handOver, Promised promise) {
        Workforce workforce = rapport.bean(Workforce.class);
        return rapport.bean(HandOverNews.class)
                .tell(
                        handOver,
                        promise,
                        workforce.agent(nell).orElseThrow(),
                        workforce.agent(siobhan).orElseThrow(),
                        Instant.now());
    }

    private static List<String> letters(CustomerId customer) {
        return rapport.jdbc().queryForList("""
                        select x.text from outbound o join interaction_content x on x.interaction = o.interaction
                         where o.automatic and o.customer = ? and o.key like 'hand-over-%'
                        """, String.class, customer.value());
    }

    @Test
    void a_proven_writer_is_told_once_who_has_it_and_by_when_they_hear() {
        Taken taken = doorway.letter(Doorway.fresh("gwen"), "Router")
                .name("Gwen Baker")
                .taken();
        assertThat(handOver(taken)).isTrue();
        assertThat(letters(taken.customer().orElseThrow()))
                .singleElement()
                .asString()
                .startsWith("Hello Gwen Baker,")
                .contains("Siobhan")
                .contains("everything you told Nell")
                .contains("you hear from Siobhan by ");
    }

    @Test
    void who_reads_spanish_is_told_in_spanish() {
        String address = Doorway.fresh("ines");
        CustomerId ines = doorway.letter(address, "Hola").taken().customer().orElseThrow();
        rapport.jdbc().update("update customer set language = 'es' where id = ?", ines.value());
        assertThat(handOver(doorway.letter(address, "Otra cosa").taken())).isTrue();
        assertThat(letters(ines))
                .singleElement()
                .asString()
                .startsWith("Hola:")
                .contains("Siobhan le responde antes del");
    }

    @Test
    void nobody_is_written_to_whose_address_was_not_proven() {
        Taken taken = doorway.letter(Doorway.fresh("spoof"), "Mine").byForm().taken();
        assertThat(handOver(taken)).isFalse();
        assertThat(letters(taken.customer().orElseThrow())).isEmpty();
    }
}
