package io.rapport.server.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.outside.feedback.MailLinks;
import io.rapport.outside.feedback.Scanner;
import io.rapport.outside.feedback.Voter;
import java.io.IOException;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What counts, and what does not.
class VotesTest {
    private static final HttpClient BROWSERS =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Voter voter = new Voter();
    private static AskedHouse house;
    private static long survey;

    @BeforeAll
    static void open() {
        house = AskedHouse.open();
        survey = house.survey("FACES", "");
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    private static long votes(AskedHouse.Person person) {
        return house.count(
                "select count(*) from vote where customer = ?",
                person.customer().value());
    }

    private static long answer(AskedHouse.Person person) {
        return house.count(
                "select answer from vote where customer = ?", person.customer().value());
    }

    private static long changes(AskedHouse.Person person) {
        return house.count(
                "select count(*) from vote_change c join ask a on a.id = c.ask where a.customer = ?",
                person.customer().value());
    }

    private static Map<String, Object> promise(AskedHouse.Person person) {
        return house.rapport()
                .jdbc()
                .queryForMap(
                        "select p.* from promise p join vote v on v.promise = p.id where v.customer = ?",
                        person.customer().value());
    }

    @Test
    void whoever_was_served_is_asked_by_a_mail_whose_answers_are_links_also_in_its_plain_part() {
        AskedHouse.Person gwen = house.asked();
        MailLinks links = house.links(gwen);
        assertThat(links.answers()).hasSize(4);
        Map<String, Object> mail =
                house.rapport().jdbc().queryForMap("""
                        select o.*, x.text, x.subject from ask a join outbound o on o.id = a.outbound
                          join interaction_content x on x.interaction = o.interaction where a.customer = ?
                        """, gwen.customer().value());
        assertThat(mail.get("from_name")).isEqualTo("nell");
        assertThat(mail.get("automatic")).isEqualTo(true);
        assertThat(mail.get("subject")).isEqualTo("How did we do?");
        assertThat((String) mail.get("text"))
                .contains("Very good:\n", "?f=4", "?f=1", "/stop", "by lot")
                .doesNotContain("/all");
        assertThat(house.count(
                        "select count(*) from ask where customer = ? and how = 'LOT' and token_hash is not null",
                        gwen.customer().value()))
                .isEqualTo(1);
    }

    @Test
    void a_get_never_counts() throws Exception {
        AskedHouse.Person gwen = house.asked();
        for (Scanner.Habit habit : Scanner.Habit.values()) {
            assertThat(new Scanner().scan(house.links(gwen), habit)).isPositive();
        }
        assertThat(votes(gwen)).isZero();
        // All that can be suspected but for a data centre.
        house.becomes(
                5,
                "select count(distinct s) from vote_click c join ask a on a.id = c.ask,"
                        + " unnest(c.suspicion) s where a.customer = ?",
                gwen.customer().value());
        assertThat(house.count(
                        "select clicks from ask where customer = ?",
                        gwen.customer().value()))
                .isBetween(8L, (long) AskStore.MOST_CLICKS);
        assertThat(house.count(
                        "select count(*) from ask where customer = ? and voided",
                        gwen.customer().value()))
                .isEqualTo(1);
    }

    @Test
    void the_face_that_was_clicked_is_selected_and_send_confirms_it() throws Exception {
        AskedHouse.Person gwen = house.asked();
        Voter.Sheet page = voter.open(house.links(gwen).answer(3));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.fields()).containsEntry("answer", "3").containsKey("nonce");
        assertThat(page.html()).contains("nell reads what you write").contains("noindex");
        assertThat(votes(gwen)).isZero();

        Voter.Sheet thanks = voter.send(page);
        assertThat(thanks.status()).isEqualTo(200);
        assertThat(thanks.html()).contains("We have your answer: Good").contains("Change my answer");
        assertThat(answer(gwen)).isEqualTo(3);
    }

    @Test
    void of_a_crowd_that_is_too_large_some_are_told_so_at_once_and_the_others_are_served() throws Exception {
        AskedHouse.Person gwen = house.asked();
        String link = house.links(gwen).answer(4);
        int crowd = VoteRoutes.AT_ONCE + VoteRoutes.MOST_WAITING + 60;
        Queue<Told> told = new ConcurrentLinkedQueue<>();
        try (Connection other = Objects.requireNonNull(house.rapport().jdbc().getDataSource())
                        .getConnection();
                Statement statement = other.createStatement();
                ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            other.setAutoCommit(false);
            statement.execute("set local idle_in_transaction_session_timeout = 0");
            statement.execute("lock table ask in access exclusive mode");
            for (int i = 0; i < crowd; i++) {
                people.execute(() -> told.add(opened(link)));
            }
            house.rapport().until(Duration.ofSeconds(30), () -> told.size() >= 60);
            assertThat(told).allMatch(one -> one.status() == 503);
            other.rollback();
        }
        assertThat(told)
                .hasSize(crowd)
                .anyMatch(one -> one.status() == 200)
                .anyMatch(one -> one.status() == 503 && one.after().compareTo(VoteRoutes.PATIENCE) < 0);
    }

    private record Told(int status, Duration after) {}

    private static Told opened(String link) {
        long begun = System.nanoTime();
        try {
            int status = new Voter(BROWSERS).open(link).status();
            return new Told(status, Duration.ofNanos(System.nanoTime() - begun));
        } catch (IOException | InterruptedException gone) {
            throw new IllegalStateException(gone);
        }
    }

    @Test
    void whoever_machines_opened_everything_of_still_votes_and_is_counted() throws Exception {
        AskedHouse.Person gwen = house.asked();
        new Scanner().scan(house.links(gwen), Scanner.Habit.ALL_AT_ONCE);
        voter.send(voter.open(house.links(gwen).answer(4)));
        assertThat(answer(gwen)).isEqualTo(4);
    }

    @Test
    void a_button_pressed_twice_or_a_page_sent_again_is_one_vote() throws Exception {
        AskedHouse.Person gwen = house.asked();
        Voter.Sheet page = voter.open(house.links(gwen).answer(2));
        List<Callable<Integer>> presses = List.of(
                () -> voter.send(page).status(),
                () -> voter.send(page).status(),
                () -> voter.send(page).status());
        try (var at = Executors.newFixedThreadPool(3)) {
            for (var press : at.invokeAll(presses)) {
                assertThat(press.get()).isEqualTo(200);
            }
        }
        assertThat(changes(gwen)).isEqualTo(1);
        voter.send(voter.open(house.links(gwen).answer(4)));
        assertThat(voter.send(page).status()).as("an old page once more").isEqualTo(200);
        assertThat(answer(gwen)).isEqualTo(4);
        assertThat(changes(gwen)).isEqualTo(2);
        assertThat(house.count(
                        "select count(*) from inbound n join vote_change c on c.interaction = n.interaction"
                                + " join ask a on a.id = c.ask where a.customer = ?",
                        gwen.customer().value()))
                .as("each change has come in, with a fate")
                .isEqualTo(2);
    }

    @Test
    void a_mind_may_change_and_every_change_is_kept() throws Exception {
        AskedHouse.Person gwen = house.asked();
        for (int answer : new int[] {1, 2, 4}) {
            voter.send(voter.open(house.links(gwen).answer(answer)).with("comment", "number " + answer));
        }
        assertThat(answer(gwen)).isEqualTo(4);
        assertThat(votes(gwen)).isEqualTo(1);
        assertThat(changes(gwen)).isEqualTo(3);
        assertThat(house.count(
                        "select count(*) from event where type = 'VoteChanged' and customer = ?",
                        gwen.customer().value()))
                .isEqualTo(2);
        assertThat(house.count(
                        "select count(*) from promise where customer = ? and state = 'OPEN'",
                        gwen.customer().value()))
                .as("one promise to answer, however often the mind changes")
                .isEqualTo(1);
    }

    @Test
    void a_forged_or_cut_link_changes_nothing_and_gets_a_page() throws Exception {
        AskedHouse.Person gwen = house.asked();
        String link = house.links(gwen).answer(4);
        Voter.Sheet page = voter.open(link);
        String forged = link.replace("/v/A", "/v/B");
        assertThat(forged).isNotEqualTo(link);
        assertThat(voter.open(forged).status()).isEqualTo(404);
        assertThat(voter.open(link.substring(0, link.length() - 9)).status()).isEqualTo(404);
        assertThat(voter.send(page.with("nonce", "AAAA")).status()).isEqualTo(422);
        assertThat(voter.send(page.with("answer", "5")).status()).isEqualTo(422);
        assertThat(voter.send(page.with("answer", "")).status()).isEqualTo(422);
        AskedHouse.Person other = house.asked();
        Voter.Sheet theirs = voter.open(house.links(other).answer(4));
        assertThat(voter.send(page.with("nonce", theirs.field("nonce"))).status())
                .isEqualTo(422);
        assertThat(votes(gwen)).isZero();
    }

    @Test
    void after_fourteen_days_it_is_closed_and_after_thirty_the_link_is_too_old() throws Exception {
        AskedHouse.Person gwen = house.asked();
        Voter.Sheet page = voter.open(house.links(gwen).answer(4));
        house.rapport()
                .jdbc()
                .update(
                        "update ask set closes = now() - interval '1 minute' where customer = ?",
                        gwen.customer().value());
        assertThat(voter.open(house.links(gwen).answer(4)).html()).contains("This question is closed.");
        assertThat(voter.send(page).html()).contains("This question is closed.");
        assertThat(votes(gwen)).isZero();
    }

    @Test
    void a_red_face_without_permission_is_answered_in_writing_by_whoever_served_them() throws Exception {
        AskedHouse.Person gwen = house.asked();
        voter.send(voter.open(house.links(gwen).answer(1))
                .with("comment", "Nobody came.")
                .with("again", "yes"));
        assertThat(promise(gwen))
                .containsEntry("kind", "ANSWER")
                .containsEntry("channel", "VOTE")
                .containsEntry("owner", house.nell().value())
                .containsEntry("what", "Bad: Nobody came.")
                .containsEntry("matter", gwen.matter().value());
        assertThat(house.count(
                        "select count(*) from matter where id = ? and state = 'OPEN'",
                        gwen.matter().value()))
                .isEqualTo(1);
        assertThat(house.count(
                        "select count(*) from inbound where customer = ? and channel = 'VOTE' and fate = 'JOINED_MATTER'",
                        gwen.customer().value()))
                .isEqualTo(1);
        assertThat(house.count(
                        "select count(*) from vote where customer = ? and again",
                        gwen.customer().value()))
                .isEqualTo(1);
    }

    @Test
    void a_gold_face_without_a_word_opens_nothing_and_its_owner_is_shown_it() throws Exception {
        AskedHouse.Person gwen = house.asked();
        voter.send(voter.open(house.links(gwen).answer(4)));
        assertThat(house.count(
                        "select count(*) from matter where id = ? and state = 'CLOSED'",
                        gwen.matter().value()))
                .isEqualTo(1);
        assertThat(house.count(
                        "select count(*) from inbound where customer = ? and fate = 'NEEDS_NO_ANSWER'",
                        gwen.customer().value()))
                .isEqualTo(1);
        assertThat(house.count(
                        "select count(*) from promise where customer = ? and state = 'OPEN'",
                        gwen.customer().value()))
                .isZero();
        assertThat(house.count(
                        "select count(*) from pointer where customer = ? and kind = 'VOTE' and agent = ?",
                        gwen.customer().value(),
                        house.nell().value()))
                .isEqualTo(1);
    }

    @Test
    void a_gold_face_with_words_is_answered_too() throws Exception {
        AskedHouse.Person gwen = house.asked();
        voter.send(voter.open(house.links(gwen).answer(4)).with("comment", "Thank you, Nell!"));
        assertThat(promise(gwen)).containsEntry("kind", "ANSWER");
    }

    @Test
    void who_says_stop_is_asked_nothing_more_and_only_the_button_says_it() throws Exception {
        AskedHouse.Person gwen = house.asked();
        String stop = house.links(gwen).all().stream()
                .filter(link -> link.endsWith("/stop"))
                .findFirst()
                .orElseThrow();
        Voter.Sheet page = voter.open(stop);
        assertThat(house.count(
                        "select count(*) from customer_agreement where customer = ?",
                        gwen.customer().value()))
                .isZero();
        assertThat(voter.send(page).html()).contains("We ask you nothing more.");
        assertThat(house.count(
                        "select count(*) from customer_agreement where customer = ? and kind = 'SURVEY' and withdrawn is not null",
                        gwen.customer().value()))
                .isEqualTo(1);
        var answer = house.agent()
                .ask("POST", "/api/customers/" + gwen.customer() + "/asks", "{\"survey\":\"" + survey + "\"}");
        assertThat(answer.status()).isEqualTo(409);
    }
}
