package io.rapport.server.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.outside.feedback.MailLinks;
import io.rapport.outside.feedback.Scanner;
import io.rapport.outside.feedback.Voter;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Machines open everything, people vote, lines break: what is counted is what people said.
class ScannersTest {
    private static final int SURVEYS = Integer.getInteger("rapport.surveys", 300);
    private static AskedHouse house;

    @BeforeAll
    static void open() {
        house = AskedHouse.open();
        house.survey("FACES", "");
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    /// What one mailbox does with its mail.
    ///
    /// @param habit of the machine in front of it; none: there is no machine
    /// @param answer of the person; 0: they say nothing
    private record Mailbox(AskedHouse.Person person, MailLinks links, List<Scanner.Habit> habit, int answer) {}

    @Test
    void a_tenth_of_all_mailboxes_is_scanned_and_reported_happiness_is_what_people_said() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<AskedHouse.Person> people = new ArrayList<>();
        for (int i = 0; i < SURVEYS; i++) {
            people.add(house.served(house.writes()));
        }
        house.ask();
        Scanner.Habit[] habits = Scanner.Habit.values();
        List<Mailbox> mailboxes = new ArrayList<>();
        for (int i = 0; i < SURVEYS; i++) {
            boolean scanned = i % 10 == 0;
            // 15 of a hundred answer, four of five of them happily; scanned mailboxes have people too.
            int answer = random.nextInt(100) < 15
                    ? (random.nextInt(5) < 4 ? 3 + random.nextInt(2) : 1 + random.nextInt(2))
                    : 0;
            mailboxes.add(new Mailbox(
                    people.get(i),
                    house.links(people.get(i)),
                    scanned ? List.of(habits[i / 10 % habits.length]) : List.of(),
                    answer));
        }
        Voter voter = new Voter();
        Scanner scanner = new Scanner();
        List<Callable<Integer>> works = new ArrayList<>();
        for (Mailbox mailbox : mailboxes) {
            works.add(() -> {
                for (Scanner.Habit habit : mailbox.habit()) {
                    scanner.scan(mailbox.links(), habit);
                }
                return mailbox.answer() == 0
                        ? 0
                        : voter.send(voter.open(mailbox.links().answer(mailbox.answer())))
                                .status();
            });
        }
        try (var at = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> done = at.invokeAll(works);
            for (int i = 0; i < done.size(); i++) {
                assertThat(done.get(i).get()).isEqualTo(mailboxes.get(i).answer() == 0 ? 0 : 200);
            }
        }
        Map<Long, Integer> truth = new HashMap<>();
        mailboxes.stream()
                .filter(mailbox -> mailbox.answer() > 0)
                .forEach(mailbox -> truth.put(mailbox.person().customer().value(), mailbox.answer()));
        Map<Long, Integer> counted = new HashMap<>();
        house.rapport().jdbc().query("select customer, answer from vote where excluded is null", row -> {
            counted.put(row.getLong("customer"), row.getInt("answer"));
        });
        assertThat(counted).as("seed " + seed).isEqualTo(truth);
        System.out.printf(
                "%d surveys, 10 %% scanners: reported happiness differs from human truth by %.0f (seed %d)%n",
                SURVEYS, Math.abs(happy(counted) - happy(truth)), seed);
        assertThat(house.count("select count(*) from ask where voided"))
                .as("machines are seen")
                .isPositive();
    }

    private static double happy(Map<Long, Integer> votes) {
        return votes.isEmpty()
                ? 0
                : 100.0 * votes.values().stream().filter(answer -> answer >= 3).count() / votes.size();
    }

    @Test
    void a_line_that_breaks_before_the_thanks_loses_nothing_and_repeats_nothing() throws Exception {
        AskedHouse.Person gwen = house.asked();
        Voter voter = new Voter();
        Voter.Sheet page = voter.open(house.links(gwen).answer(1)).with("comment", "Nobody came.");
        String body = Voter.body(page);
        URI form = page.form();
        try (Socket line = new Socket(form.getHost(), form.getPort())) {
            line.getOutputStream()
                    .write(("POST " + form.getPath() + " HTTP/1.1\r\nHost: localhost\r\nContent-Type:"
                                    + " application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
                                    + "\r\nConnection: close\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            line.getOutputStream().flush();
        }
        // Whether it had arrived or not, the browser's Reload sends the same page again.
        Voter.Sheet thanks = voter.send(page);
        assertThat(thanks.html()).contains("We have your answer: Bad");
        assertThat(house.count(
                        "select count(*) from vote_change c join ask a on a.id = c.ask where a.customer = ?",
                        gwen.customer().value()))
                .isEqualTo(1);
        assertThat(house.count(
                        "select count(*) from promise where customer = ? and state = 'OPEN'",
                        gwen.customer().value()))
                .isEqualTo(1);
    }

    @Test
    void while_the_database_is_away_nothing_is_thanked_for_and_the_same_page_is_sent_again() throws Exception {
        // A house of its own: connections that broke are noticed by whoever uses them next.
        try (AskedHouse away = AskedHouse.open()) {
            away.survey("FACES", "");
            AskedHouse.Person gwen = away.asked();
            Voter voter = new Voter();
            Voter.Sheet page = voter.open(away.links(gwen).answer(4));
            away.rapport().withoutDatabase(() -> {
                assertThat(voter.send(page).status()).isEqualTo(503);
                return true;
            });
            away.rapport().until(Duration.ofSeconds(20), () -> sent(voter, page) == 200);
            assertThat(away.count(
                            "select count(*) from vote where customer = ?",
                            gwen.customer().value()))
                    .isEqualTo(1);
        }
    }

    private static int sent(Voter voter, Voter.Sheet page) {
        try {
            return voter.send(page).status();
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }
}
