package io.rapport.server.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.RunningRapport;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Http;
import io.rapport.server.access.Role;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Evidence;
import io.rapport.server.customer.Knock;
import io.rapport.server.interaction.Matters;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.promise.Raising;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Presence;
import io.rapport.server.workforce.Workforce;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// Who is said hello to, by whom, and when not.
class CoverageTest {
    private static final String PASSWORD = "a long enough one";
    private static final AtomicInteger NEXT = new AtomicInteger(100);

    private static RunningRapport rapport;
    private static Hellos hellos;

    /// Each test has a team of its own.
    private TeamId team;
    private AgentId nell;

    @BeforeAll
    static void open() {
        rapport = RunningRapport.start("--rapport.coverage.months=12");
        hellos = rapport.bean(Hellos.class);
    }

    @AfterAll
    static void shut() {
        rapport.close();
    }

    @BeforeEach
    void ownTeam() {
        int n = NEXT.incrementAndGet();
        team = rapport.team("Team " + n);
        nell = rapport.agent("Nell" + n, team, false);
    }

    private CustomerId customer(String name) {
        Instant known = Instant.now().minus(Duration.ofDays(800));
        ContactPoint address =
                new ContactPoint(ContactPoint.Kind.EMAIL, "c" + NEXT.incrementAndGet() + "@vale.example");
        return Objects.requireNonNull(rapport.bean(TransactionTemplate.class)
                .execute(status -> rapport.bean(Customers.class)
                        .meet(
                                new Knock(address, name, Evidence.PROVEN, Optional.empty(), Optional.of(team), false),
                                known)
                        .id()));
    }

    private void isIn(AgentId agent) {
        rapport.bean(Workforce.class)
                .present(new Presence(agent, Presence.State.AVAILABLE, Instant.now(), "", Optional.empty()));
    }

    private void talked(CustomerId customer, Instant at) {
        rapport.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            rapport.bean(Customers.class).lock(customer);
            rapport.bean(Customers.class).talked(customer, nell, at);
        });
    }

    private List<Long> offered() {
        return rapport.jdbc()
                .queryForList(
                        "select customer from hello where ended is null and team = ? order by customer",
                        Long.class,
                        team.value());
    }

    @Test
    void somebody_with_whom_nobody_spoke_for_a_year_is_offered_while_nobody_waits_one_for_each_who_is_in() {
        Instant now = Instant.now();
        CustomerId silent = customer("Silent");
        CustomerId recent = customer("Recent");
        talked(recent, now.minus(Duration.ofDays(30)));
        hellos.lookAfter(now);
        assertThat(offered()).as("nobody is in").isEmpty();
        isIn(nell);
        hellos.lookAfter(now);
        hellos.lookAfter(now);
        assertThat(offered()).containsExactly(silent.value());
        Promised hello = rapport.bean(Promises.class).open(silent).getFirst();
        assertThat(hello.kind()).isEqualTo(Promised.Kind.HELLO);
        assertThat(hello.owner()).isEmpty();
        assertThat(hello.risk()).isEqualTo(Promised.Risk.CALM);

        CustomerId another = customer("Another");
        hellos.lookAfter(now);
        assertThat(offered()).as("one for each who is in").containsExactly(silent.value());
        talked(silent, now.plusSeconds(60));
        hellos.lookAfter(now.plusSeconds(61));
        assertThat(rapport.bean(Promises.class).find(hello.id()).orElseThrow().state())
                .as("they spoke")
                .isEqualTo(Promised.State.KEPT);
        assertThat(offered()).containsExactly(another.value());
        assertThat(rapport.count("select count(*) from hello where spoken and team = ?", team.value()))
                .isEqualTo(1);

        // Nobody has time for three days: it is nobody's any more, and their turn comes later.
        hellos.lookAfter(now.plus(Duration.ofDays(4)));
        assertThat(offered()).isEmpty();
        assertThat(rapport.bean(Promises.class).open(another)).isEmpty();
    }

    @Test
    void nobody_is_offered_while_somebody_waits() {
        CustomerId silent = customer("Silent");
        CustomerId waiting = customer("Waiting");
        talked(waiting, Instant.now());
        isIn(nell);
        Instant now = Instant.now();
        rapport.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            rapport.bean(Customers.class).lock(waiting);
            MatterId matter = rapport.bean(Matters.class).open(waiting, "Now", false, now);
            rapport.bean(Promises.class)
                    .make(
                            new Promises.Draft(
                                    waiting,
                                    matter,
                                    team,
                                    Promised.Kind.ANSWER,
                                    "Now",
                                    now.plusSeconds(60),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    true),
                            Channel.MAIL,
                            Optional.empty(),
                            now.minus(Duration.ofHours(3)));
        });
        rapport.bean(Raising.class).lookAfter(now);
        hellos.lookAfter(now);
        assertThat(offered()).isEmpty();
        rapport.jdbc().update("update promise set state = 'RELEASED' where customer = ?", waiting.value());
        hellos.lookAfter(now);
        assertThat(offered()).containsExactly(silent.value());
    }

    @Test
    void who_wants_no_calls_or_is_no_customer_is_never_offered() {
        isIn(nell);
        CustomerId withdrew = customer("Withdrew");
        rapport.jdbc()
                .update(
                        "insert into customer_agreement (customer, kind, how, since, withdrawn) values (?, 'MARKETING_CALL', 'x', now(), now())",
                        withdrew.value());
        CustomerId peace = customer("Peace");
        rapport.jdbc().update("""
                        insert into customer_quiet (customer, zone, slots) values (?, 'UTC',
                            '[{"days":[1,2,3,4,5,6,7],"from":"00:00","to":"12:00"},{"days":[1,2,3,4,5,6,7],"from":"12:00","to":"00:00"}]')
                        """, peace.value());
        CustomerId prospect = customer("Prospect");
        rapport.jdbc().update("update customer set prospect = true where id = ?", prospect.value());
        CustomerId claims = customer("Claims");
        rapport.jdbc().update("update customer set claims = ? where id = ?", peace.value(), claims.value());
        CustomerId erased = customer("Erased");
        rapport.jdbc().update("update customer set erased = now() where id = ?", erased.value());
        CustomerId mystery = customer("Mystery");
        rapport.jdbc().update("update customer set mystery = true where id = ?", mystery.value());
        CustomerId merged = customer("Merged");
        CustomerId survivor = customer("Survivor");
        rapport.jdbc()
                .update(
                        "update customer set circle = ?, merged_into = case when id = ? then ?::bigint end where id in (?, ?)",
                        survivor.value(),
                        merged.value(),
                        survivor.value(),
                        merged.value(),
                        survivor.value());
        talked(merged, Instant.now());
        hellos.lookAfter(Instant.now());
        assertThat(offered()).isEmpty();
    }

    @Test
    void the_share_and_the_list_of_those_with_whom_nobody_spoke_are_of_the_same_people() {
        for (int i = 0; i < 7; i++) {
            talked(customer("Spoken " + i), Instant.now());
        }
        CustomerId silent = customer("Silent");
        customer("Silent too");
        CustomerId prospect = customer("Prospect");
        rapport.jdbc().update("update customer set prospect = true where id = ?", prospect.value());
        rapport.bean(Workforce.class)
                .addAgent(
                        rapport.bean(Accounts.class).create("lena", Role.LEAD, PASSWORD),
                        "Lena",
                        "",
                        Optional.empty(),
                        team,
                        true);
        Http lead = Http.signedIn(rapport, "lena", PASSWORD, "");
        JsonNode one = lead.get("/api/coverage")
                .json()
                .path("teams")
                .valueStream()
                .filter(each -> each.path("team").asString("").equals(team.toString()))
                .findFirst()
                .orElseThrow();
        assertThat(one.path("spoken").asInt()).isEqualTo(7);
        assertThat(one.path("all").asInt()).isEqualTo(9);
        JsonNode list = lead.get("/api/coverage/customers?team=" + team).json().path("customers");
        assertThat(list.size()).isEqualTo(2);
        assertThat(list.path(0).path("customer").asString("")).isEqualTo(silent.toString());
        assertThat(lead.get("/api/coverage/customers?team=" + team + "&after=" + silent)
                        .json()
                        .path("customers")
                        .size())
                .isEqualTo(1);
        assertThat(lead.get("/api/coverage/customers?team=x").status()).isEqualTo(422);
    }
}
