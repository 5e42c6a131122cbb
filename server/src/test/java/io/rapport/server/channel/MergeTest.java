package io.rapport.server.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.RunningRapport;
import io.rapport.server.customer.Acquaintance;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Duplicate;
import io.rapport.server.customer.LinkedPoint;
import io.rapport.server.customer.Merges;
import io.rapport.server.interaction.Matter;
import io.rapport.server.interaction.Matters;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.timeline.Line;
import io.rapport.server.timeline.Timeline;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.transaction.support.TransactionTemplate;

/// Two records of one person are merged and parted, on a real database, through the whole application.
class MergeTest {
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static RunningRapport rapport;
    private static Doorway doorway;
    private static TeamId harbourside;
    private static Agent nell;

    @BeforeAll
    static void start() {
        rapport = RunningRapport.start();
        harbourside = rapport.team("Harbourside");
        nell = rapport.bean(Workforce.class)
                .agent(rapport.agent("Nell", harbourside, false))
                .orElseThrow();
        doorway = Doorway.of(rapport);
    }

    @AfterAll
    static void stop() {
        rapport.close();
    }

    private static CustomerId customer(Taken taken) {
        return taken.customer().orElseThrow();
    }

    private static MatterId matter(Taken taken) {
        return InboundStore.matterOf(taken.fate()).orElseThrow();
    }

    private static Merges.Merged merge(CustomerId one, CustomerId other) {
        return rapport.bean(TransactionTemplate.class)
                .execute(status -> rapport.bean(Merges.class).merge(one, other, nell.id(), Instant.now()));
    }

    private static void part(CustomerId absorbed) {
        assertThat(rapport.bean(Partings.class).part(absorbed, nell.id())).isPresent();
    }

    private static List<CustomerId> circle(CustomerId customer) {
        return rapport.bean(Merges.class).circle(customer);
    }

    private static List<String> addresses(CustomerId customer) {
        return rapport.bean(Customers.class).points(customer).stream()
                .map(LinkedPoint::point)
                .map(ContactPoint::value)
                .toList();
    }

    private static List<String> story(CustomerId customer) {
        rapport.caughtUp();
        return rapport.bean(Timeline.class).page(circle(customer), Optional.empty()).entries().stream()
                .map(line -> switch (line) {
                    case Line.Inbound in -> in.subject();
                    case Line.Merge merge -> merge.event();
                    case Line other -> other.getClass().getSimpleName();
                })
                .toList();
    }

    private static List<String> mattersOf(CustomerId customer) {
        return rapport.bean(Matters.class).of(customer, 50).stream()
                .map(Matter::about)
                .toList();
    }

    private static List<Promised> owed(CustomerId customer) {
        return rapport.bean(Promises.class).open(customer);
    }

    private static String row(String column, CustomerId record) {
        return String.valueOf(rapport.jdbc()
                .queryForObject(
                        "select " + column + "::text from promise_line where record = ? and state = 'OPEN'",
                        String.class,
                        record.value()));
    }

    private record Pair(String homeAddress, String workAddress, Taken home, Taken work) {
        static Pair met() {
            String at = Doorway.fresh("gwen.home");
            String atWork = Doorway.fresh("gwen.work");
            return new Pair(
                    at,
                    atWork,
                    doorway.letter(at, "Router " + at).taken(),
                    doorway.letter(atWork, "Invoice " + atWork).taken());
        }

        CustomerId one() {
            return customer(home);
        }

        CustomerId other() {
            return customer(work);
        }
    }

    @Test
    void two_records_are_shown_as_one_and_no_row_is_moved() {
        Pair gwen = Pair.met();
        assertThat(merge(gwen.one(), gwen.other())).isEqualTo(new Merges.Merged.Now(gwen.one(), gwen.other()));

        assertThat(circle(gwen.other())).containsExactly(gwen.one(), gwen.other());
        assertThat(addresses(gwen.one())).containsExactlyInAnyOrder(gwen.homeAddress(), gwen.workAddress());
        assertThat(story(gwen.one()))
                .contains("Router " + gwen.homeAddress(), "Invoice " + gwen.workAddress(), "MERGED");
        assertThat(row("customer", gwen.other())).isEqualTo(gwen.one().toString());
        assertThat(owed(gwen.other())).hasSize(1);
        assertThat(rapport.count(
                        "select count(*) from matter where customer = ?",
                        gwen.other().value()))
                .isOne();
    }

    @Test
    void what_arrives_at_the_absorbed_ones_address_is_the_survivors_team_to_answer_and_joins_their_matter() {
        Pair gwen = Pair.met();
        TeamId hilltop = rapport.team("Hilltop " + NEXT.incrementAndGet());
        rapport.jdbc()
                .update(
                        "update customer set home_team = ? where id = ?",
                        hilltop.value(),
                        gwen.one().value());
        merge(gwen.one(), gwen.other());

        Taken again = doorway.letter(gwen.workAddress(), "Re: Router " + gwen.homeAddress())
                .taken();
        assertThat(again.fate()).isEqualTo(new Fate.JoinedMatter(matter(gwen.home())));
        assertThat(owed(gwen.one()).getFirst().knocks()).isEqualTo(2);

        Taken fresh = doorway.letter(gwen.workAddress(), "A new wish").taken();
        assertThat(owed(gwen.other()).getLast().team()).isEqualTo(hilltop);
        assertThat(story(gwen.one())).contains("A new wish");
        assertThat(customer(fresh)).isEqualTo(gwen.other());
    }

    @Test
    void of_two_merged_records_the_talks_are_counted_together_and_whoever_talked_last_is_never_left_out() {
        Pair gwen = Pair.met();
        TeamId team = rapport.team("Talkers " + NEXT.incrementAndGet());
        Customers customers = rapport.bean(Customers.class);
        Instant monday = Instant.parse("2026-03-02T10:00:00Z");
        List<AgentId> talkers = new ArrayList<>();
        rapport.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            for (int n = 0; n < 6; n++) {
                AgentId talker = rapport.agent("Talker" + NEXT.incrementAndGet(), team, false);
                talkers.add(talker);
                for (int talk = 6; talk > n; talk--) {
                    customers.talked(
                            talk % 2 == 0 ? gwen.one() : gwen.other(), talker, monday.plus(Duration.ofDays(n)));
                }
            }
        });
        merge(gwen.one(), gwen.other());
        List<Acquaintance> known = customers.acquaintances(gwen.other());
        assertThat(known).extracting(Acquaintance::talks).containsExactly(6, 5, 4, 3, 1);
        assertThat(known.getFirst().agent()).isEqualTo(talkers.getFirst());
        assertThat(known.getLast().agent()).isEqualTo(talkers.getLast());
        assertThat(known.getLast().last()).isEqualTo(monday.plus(Duration.ofDays(5)));
    }

    @Test
    void parted_each_has_their_own_again_also_what_arrived_since_by_their_own_address() {
        Pair gwen = Pair.met();
        merge(gwen.one(), gwen.other());
        Taken crossing = doorway.letter(gwen.workAddress(), "Re: Router " + gwen.homeAddress())
                .taken();
        assertThat(crossing.fate()).isEqualTo(new Fate.JoinedMatter(matter(gwen.home())));
        doorway.letter(gwen.workAddress(), "A second invoice").taken();
        part(gwen.other());

        assertThat(addresses(gwen.one())).containsExactly(gwen.homeAddress());
        assertThat(addresses(gwen.other())).containsExactly(gwen.workAddress());
        assertThat(mattersOf(gwen.one())).containsExactly("Router " + gwen.homeAddress());
        assertThat(mattersOf(gwen.other()))
                .containsExactlyInAnyOrder(
                        "Invoice " + gwen.workAddress(), "A second invoice", "Router " + gwen.homeAddress());
        assertThat(owed(gwen.one())).hasSize(1);
        assertThat(owed(gwen.other())).hasSize(3);
        assertThat(story(gwen.one())).containsExactly("Router " + gwen.homeAddress(), "Outbound", "MERGED", "PARTED");
        assertThat(story(gwen.other()))
                .contains("Re: Router " + gwen.homeAddress(), "A second invoice")
                .doesNotContain("Router " + gwen.homeAddress());
    }

    @Test
    void an_answer_to_what_was_given_back_finds_the_matter_that_was_given_back() {
        Pair gwen = Pair.met();
        merge(gwen.one(), gwen.other());
        Doorway.Letter letter = doorway.letter(gwen.workAddress(), "Re: Router " + gwen.homeAddress());
        letter.taken();
        part(gwen.other());

        Taken next = doorway.letter(gwen.workAddress(), "And?")
                .answering(letter.messageId().orElseThrow())
                .taken();
        MatterId found = matter(next);
        assertThat(rapport.bean(Matters.class).find(found).orElseThrow().customer())
                .isEqualTo(gwen.other());
        assertThat(rapport.bean(Matters.class).find(found).orElseThrow().about())
                .isEqualTo("Router " + gwen.homeAddress());
    }

    @Test
    void a_promise_leaves_with_whoever_alone_waits_for_it() {
        Pair gwen = Pair.met();
        merge(gwen.one(), gwen.other());
        Outbox outbox = rapport.bean(Outbox.class);
        var waiting = (Outbox.Handed.Waiting) outbox.reply(reply(gwen.home(), gwen.homeAddress()), nell);
        release(waiting.interaction());
        assertThat(owed(gwen.one())).isEmpty();
        doorway.letter(gwen.workAddress(), "Re: Router " + gwen.homeAddress()).taken();
        assertThat(owed(gwen.one())).hasSize(1);
        part(gwen.other());

        assertThat(owed(gwen.one())).isEmpty();
        assertThat(owed(gwen.other())).extracting(Promised::what).contains("Re: Router " + gwen.homeAddress());
    }

    private static Outbox.Reply reply(Taken to, String address) {
        long point = rapport.count(
                "select contact_point from customer_contact_point where customer = ?",
                customer(to).value());
        return new Outbox.Reply(
                "merge-reply-" + NEXT.incrementAndGet(),
                customer(to),
                matter(to),
                ContactPoint.email(address).orElseThrow(),
                point,
                "",
                "Re: question",
                "It is mended.",
                List.of(),
                Optional.empty());
    }

    private static void release(InteractionId interaction) {
        rapport.bean(Outbox.class)
                .release(rapport.bean(ChannelParts.class)
                        .outbounds()
                        .byInteraction(interaction)
                        .orElseThrow());
    }

    @Test
    void a_merge_of_merged_ones_is_one_circle_and_the_branch_leaves_as_it_came() {
        Pair gwen = Pair.met();
        CustomerId third =
                customer(doorway.letter(Doorway.fresh("gwen.third"), "Third").taken());
        merge(gwen.other(), third);
        merge(gwen.one(), gwen.other());
        assertThat(circle(third)).containsExactly(gwen.one(), gwen.other(), third);
        assertThat(merge(third, gwen.one())).isEqualTo(new Merges.Merged.AlreadyOne());

        part(gwen.other());
        assertThat(circle(third)).containsExactly(gwen.other(), third);
        assertThat(circle(gwen.one())).containsExactly(gwen.one());
    }

    @Test
    void two_who_merge_crosswise_and_mails_that_arrive_meanwhile_all_come_to_an_end() throws Exception {
        Pair gwen = Pair.met();
        List<Callable<Object>> work = new ArrayList<>();
        work.add(() -> merge(gwen.one(), gwen.other()));
        work.add(() -> merge(gwen.other(), gwen.one()));
        for (int n = 0; n < 6; n++) {
            String address = n % 2 == 0 ? gwen.homeAddress() : gwen.workAddress();
            String subject = "Meanwhile " + n;
            work.add(() -> {
                try {
                    return doorway.letter(address, subject).taken();
                } catch (InboxUnavailableException busy) {
                    // What the far side does: it comes again.
                    return doorway.letter(address, subject).taken();
                }
            });
        }
        int failed = 0;
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<Object> done : threads.invokeAll(work)) {
                try {
                    done.get();
                } catch (ExecutionException raced) {
                    assertThat(raced).hasCauseInstanceOf(CannotAcquireLockException.class);
                    failed++;
                }
            }
        }
        assertThat(failed).isLessThanOrEqualTo(1);
        assertThat(circle(gwen.one())).hasSize(2);
        assertThat(story(gwen.one()).stream()
                        .filter(line -> line.startsWith("Meanwhile"))
                        .toList())
                .hasSize(6);
    }

    @Test
    void the_knock_of_a_claimant_is_counted_with_the_one_they_claim_to_be_and_opens_nothing() {
        String address = Doorway.fresh("hana");
        Taken proven =
                doorway.letter(address, "No connection").name("Hana Kovac").taken();
        Taken claimed = doorway.letter(address, "No connection")
                .name("Hana Kovac")
                .byForm()
                .taken();
        assertThat(customer(claimed)).isNotEqualTo(customer(proven));
        assertThat(claimed.fate()).isInstanceOf(Fate.OpenedMatter.class);

        assertThat(row("knocks", customer(proven))).isEqualTo("2");
        assertThat(row("doors", customer(proven))).isEqualTo("2");
        assertThat(row("knocks", customer(claimed))).isEqualTo("2");
        assertThat(owed(customer(proven)).getFirst().knocks()).isOne();
        assertThat(rapport.count(
                        "select count(*) from outbound where customer = ?",
                        customer(claimed).value()))
                .isZero();
        assertThat(rapport.bean(Merges.class).duplicates(customer(proven)))
                .containsExactly(new Duplicate(customer(claimed), Duplicate.Why.CLAIMS));
    }

    @Test
    void a_merged_claimant_still_joins_no_matter_of_whom_they_claim_to_be() {
        String address = Doorway.fresh("hana");
        Taken proven =
                doorway.letter(address, "No connection").name("Hana Kovac").taken();
        Taken claimed = doorway.letter(address, "Something else")
                .name("Hana Kovac")
                .byForm()
                .taken();
        merge(customer(proven), customer(claimed));

        Taken again = doorway.letter(address, "No connection")
                .name("Hana Kovac")
                .byForm()
                .taken();
        assertThat(again.fate()).isInstanceOf(Fate.OpenedMatter.class);
        assertThat(customer(again)).isEqualTo(customer(claimed));
    }

    @Test
    void the_same_name_at_the_same_company_is_suggested_until_somebody_says_that_they_are_two() {
        String domain = "@bakers" + NEXT.incrementAndGet() + ".example";
        CustomerId one = customer(
                doorway.letter("gwen" + domain, "A").name("Gwen Pritchard").taken());
        CustomerId other = customer(doorway.letter("g.pritchard" + domain, "B")
                .name("Gwen Pritchard")
                .taken());
        customer(doorway.letter("ben" + domain, "C").name("Ben Baker").taken());
        customer(doorway.letter("gwen.pritchard" + NEXT.incrementAndGet() + "@gmail.com", "D")
                .name("Gwen Pritchard")
                .taken());
        Merges merges = rapport.bean(Merges.class);
        assertThat(merges.duplicates(one)).containsExactly(new Duplicate(other, Duplicate.Why.SAME_DOMAIN));

        rapport.bean(TransactionTemplate.class)
                .executeWithoutResult(status -> merges.notOnePerson(one, other, nell.id(), Instant.now()));
        assertThat(merges.duplicates(one)).isEmpty();
        assertThat(merges.duplicates(other)).isEmpty();
    }

    @Test
    void the_story_of_a_circle_is_paged_in_the_order_of_time() {
        Pair gwen = Pair.met();
        merge(gwen.one(), gwen.other());
        Instant begin = Instant.now().minus(Duration.ofDays(2));
        for (int n = 0; n < 90; n++) {
            rapport.jdbc()
                    .update(
                            "insert into timeline_entry (id, customer, at, kind, matter, detail) values (?, ?, ?, 'MATTER', ?,"
                                    + " '{\"event\": \"CLOSED\", \"why\": \"\"}')",
                            9_000_000L + n,
                            (n % 2 == 0 ? gwen.one() : gwen.other()).value(),
                            java.sql.Timestamp.from(begin.plusSeconds(n)),
                            matter(gwen.home()).value());
        }
        Timeline timeline = rapport.bean(Timeline.class);
        rapport.caughtUp();
        Timeline.Page newest = timeline.page(circle(gwen.one()), Optional.empty());
        Timeline.Page older = timeline.page(circle(gwen.one()), newest.before());
        List<Line> all = new ArrayList<>(older.entries());
        all.addAll(newest.entries());
        assertThat(all).hasSize(95).isSortedAccordingTo(Comparator.comparing(Line::at));
        assertThat(older.before()).isEmpty();
    }
}
