package io.rapport.server.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.RunningRapport;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Http;
import io.rapport.server.access.Role;
import io.rapport.server.customer.Roster;
import io.rapport.server.interaction.Interactions;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Workforce;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// Lists of people and of what was said to them, page by page.
class PeopleTest {
    private static final String PASSWORD = "a long enough one";
    private static final Instant PAST = Instant.parse("2024-03-01T10:00:00Z");
    private static final AtomicInteger NEXT = new AtomicInteger();

    private static RunningRapport rapport;
    private static AgentId nell;
    private static Http desk;

    @BeforeAll
    static void open() {
        rapport = RunningRapport.start();
        TeamId team = rapport.team("Harbourside");
        long account = rapport.bean(Accounts.class).create("nell", Role.AGENT, PASSWORD);
        nell = rapport.bean(Workforce.class).addAgent(account, "nell", "", Optional.empty(), team, false);
        desk = Http.signedIn(rapport, "nell", PASSWORD, "");
    }

    @AfterAll
    static void shut() {
        rapport.close();
    }

    private static List<String> arrive(String name, int people) {
        List<Roster.Draft> drafts = IntStream.range(0, people)
                .mapToObj(n -> new Roster.Draft(
                        new Roster.Told(
                                name + " " + NEXT.incrementAndGet(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        List.of(ContactPoint.email(name + NEXT.get() + "@people.example")
                                .orElseThrow())))
                .toList();
        return rapport.bean(TransactionTemplate.class)
                .execute(status -> rapport.bean(Roster.class).make(drafts, 0, PAST).stream()
                        .map(CustomerId::toString)
                        .toList());
    }

    /// Walks to the end; after each page, something happens.
    private static List<String> walk(String path, String rows, Runnable between) {
        List<String> seen = new ArrayList<>();
        Optional<String> before = Optional.of("");
        while (before.isPresent()) {
            JsonNode page = desk.get(path + before.get()).json();
            seen.addAll(page.path(rows).findValuesAsString("id"));
            before = Optional.of(page.path("before"))
                    .filter(JsonNode::isString)
                    .map(cursor -> "&before=" + cursor.asString());
            between.run();
        }
        return seen;
    }

    @Test
    void everybody_is_on_one_page_exactly_though_others_arrive_meanwhile() {
        List<String> there = Stream.concat(arrive("walker", 23).stream(), arrive("rider", 9).stream())
                .toList();
        desk.ask("POST", "/api/customers/" + there.get(3) + "/merge", "{\"other\":\"" + there.get(20) + "\"}");
        List<String> standing = there.stream()
                .filter(id -> !id.equals(absorbed(there.get(3), there.get(20))))
                .toList();
        List<String> seen = walk("/api/customers?order=NEWEST&limit=5", "people", () -> arrive("latecomer", 3));
        assertThat(seen).doesNotHaveDuplicates().containsAll(standing);
        assertThat(seen).as("one person of two records").hasSize((int) rapport.count("""
                select count(*) from customer where (circle is null or circle = id) and name not like 'latecomer%'"""));
        List<String> walkers =
                walk("/api/customers?order=NEWEST&limit=4&q=walker", "people", () -> arrive("walker", 2));
        assertThat(walkers)
                .containsExactlyInAnyOrderElementsOf(
                        standing.stream().filter(id -> there.indexOf(id) < 23).toList());
    }

    private static String absorbed(String one, String other) {
        return rapport.count("select count(*) from customer where id = ? and circle <> id", Long.valueOf(one)) == 1
                ? one
                : other;
    }

    @Test
    void a_story_and_a_search_have_pages_of_the_length_asked_for() {
        String wordy = arrive("wordy", 1).getFirst();
        rapport.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            for (int n = 0; n < 17; n++) {
                rapport.bean(Interactions.class)
                        .note(
                                "wordy-" + n,
                                new CustomerId(Long.parseLong(wordy)),
                                Optional.empty(),
                                nell,
                                "zephyrine " + n,
                                PAST.plusSeconds(n / 3));
            }
        });
        rapport.caughtUp();
        for (String path : List.of(
                "/api/customers/" + wordy + "/timeline?limit=4",
                "/api/customers/" + wordy + "/timeline?q=zephyrine&limit=4")) {
            assertThat(desk.get(path).json().path("entries").size()).isEqualTo(4);
            assertThat(walk(path, "entries", () -> {})).hasSize(17).doesNotHaveDuplicates();
        }
        assertThat(desk.get("/api/search?q=zephyrine&limit=4")
                        .json()
                        .path("found")
                        .size())
                .isEqualTo(4);
        assertThat(walk("/api/search?q=zephyrine&limit=4", "found", () -> {}))
                .hasSize(17)
                .doesNotHaveDuplicates();
    }

    @Test
    void what_is_no_page_is_refused_with_a_sentence() {
        for (String path : List.of(
                "/api/customers?limit=0",
                "/api/customers?order=NEWEST&limit=201",
                "/api/customers?before=7",
                "/api/customers?order=OLDEST",
                "/api/search?q=a&limit=-1",
                "/api/customers/1/timeline?limit=201")) {
            assertThat(desk.get(path).status()).as(path).isEqualTo(422);
        }
        assertThat(desk.get("/api/customers?order=NEWEST&before=nonsense").status())
                .isEqualTo(404);
    }
}
