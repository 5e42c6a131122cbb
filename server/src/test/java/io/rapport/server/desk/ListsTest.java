package io.rapport.server.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.RunningRapport;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Http;
import io.rapport.server.access.Role;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Merges;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Workforce;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// Promises put aside, lists of them, things done with many at once, and views that were given a name.
class ListsTest {
    private static final String PASSWORD = "a long enough one";

    private static RunningRapport rapport;
    private static TeamId team;
    private static TeamId elsewhere;
    private static AgentId nell;
    private static AgentId ben;
    private static Http asNell;
    private static Http asBen;
    private static Http asAuditor;
    private static Promises promises;
    private static int customers;

    @BeforeAll
    static void open() {
        rapport = RunningRapport.start();
        team = rapport.team("Harbourside");
        elsewhere = rapport.team("Hillside");
        nell = colleague("nell", Role.AGENT, team);
        ben = colleague("ben", Role.AGENT, team);
        colleague("zoe", Role.AUDITOR, elsewhere);
        asNell = Http.signedIn(rapport, "nell", PASSWORD, "");
        asBen = Http.signedIn(rapport, "ben", PASSWORD, "");
        asAuditor = Http.signedIn(rapport, "zoe", PASSWORD, "");
        promises = rapport.bean(Promises.class);
    }

    @AfterAll
    static void shut() {
        rapport.close();
    }

    @BeforeEach
    void nothing_is_open() {
        rapport.jdbc().update("update promise set state = 'RELEASED', ended = now() where state = 'OPEN'");
        rapport.jdbc().update("delete from saved_view");
    }

    private static AgentId colleague(String name, Role role, TeamId of) {
        long account = rapport.bean(Accounts.class).create(name, role, PASSWORD);
        return rapport.bean(Workforce.class).addAgent(account, name, "", Optional.empty(), of, false);
    }

    private static CustomerId customer() {
        return new CustomerId(rapport.count(
                "insert into customer (name, home_team, created) values (?, ?, now()) returning id",
                "Customer " + ++customers,
                team.value()));
    }

    private static MatterId matter(CustomerId of) {
        return new MatterId(rapport.count(
                "insert into matter (customer, about, about_key, state, opened, last_at)"
                        + " values (?, 'a line', 'a line', 'OPEN', now(), now()) returning id",
                of.value()));
    }

    private static PromiseId promise(String what, Promised.Kind kind, Duration due, Optional<AgentId> owner) {
        return promise(customer(), what, kind, due, owner, team);
    }

    private static PromiseId promise(
            CustomerId customer, String what, Promised.Kind kind, Duration due, Optional<AgentId> owner, TeamId of) {
        Instant now = Instant.now();
        Promises.Draft draft = new Promises.Draft(
                customer,
                matter(customer),
                of,
                kind,
                what,
                now.plus(due),
                owner,
                Optional.empty(),
                Optional.empty(),
                true);
        return rapport.bean(TransactionTemplate.class).execute(status -> {
            rapport.bean(Customers.class).lock(customer);
            return promises.make(draft, Channel.MAIL, Optional.empty(), now);
        });
    }

    private static PromiseId mine(String what, Duration due) {
        return promise(what, Promised.Kind.SAID, due, Optional.of(nell));
    }

    private static Http.Answer aside(Http who, PromiseId id, Instant until) {
        return who.ask("POST", "/api/promises/" + id + "/aside", "{\"until\":\"" + until + "\"}");
    }

    private static boolean isAside(PromiseId id) {
        return promises.find(id).orElseThrow().asideUntil().isPresent();
    }

    private static List<String> listed(Http.Answer answer) {
        assertThat(answer.status()).as("%s", answer.json()).isEqualTo(200);
        List<String> whats = new ArrayList<>();
        answer.json().path("rows").forEach(row -> whats.add(row.path("what").asString("")));
        return whats;
    }

    private static List<String> list(String query) {
        return listed(asNell.get("/api/promises?" + query));
    }

    // Put aside.

    @Test
    void an_owner_puts_a_promise_aside_and_it_comes_back_at_its_moment() throws Exception {
        PromiseId id = mine("ring the engineer", Duration.ofHours(3));
        LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        var stream = asBen.stream(heard);
        Instant until = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.MILLIS);

        Http.Answer answer = aside(asNell, id, until);

        assertThat(answer.json().path("asideUntil").asString("")).isEqualTo(until.toString());
        hears(heard, "\"asideUntil\":\"" + until + "\"");
        hears(heard, "\"asideUntil\":null");
        assertThat(Instant.now()).isAfter(until);
        assertThat(isAside(id)).isFalse();
        stream.abort();
    }

    private static void hears(LinkedBlockingQueue<String> heard, String words) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < end) {
            String said = heard.poll(1, TimeUnit.SECONDS);
            if (said != null && said.contains(words)) {
                return;
            }
        }
        throw new AssertionError("never heard " + words);
    }

    @Test
    void nobody_puts_aside_what_is_not_theirs_nor_past_its_deadline() {
        PromiseId id = mine("send the form", Duration.ofHours(2));
        Instant soon = Instant.now().plusSeconds(600);

        assertThat(aside(asBen, id, soon).code()).isEqualTo("not-yours");
        assertThat(aside(asAuditor, id, soon).status()).isEqualTo(403);
        assertThat(aside(asNell, id, Instant.now().plus(Duration.ofHours(2)))
                        .json()
                        .path("fields")
                        .has("until"))
                .isTrue();
        assertThat(aside(asNell, id, Instant.now().minusSeconds(1)).status()).isEqualTo(422);
        assertThat(asNell.ask("POST", "/api/promises/" + id + "/aside", "{}").status())
                .isEqualTo(422);
        PromiseId nobodys = promise("an answer", Promised.Kind.ANSWER, Duration.ofHours(2), Optional.empty());
        assertThat(aside(asNell, nobodys, soon).code()).isEqualTo("not-yours");
        assertThat(isAside(id)).isFalse();
    }

    @Test
    void what_is_put_aside_comes_back_when_its_customer_writes_again_even_by_another_record() {
        CustomerId gwen = customer();
        CustomerId alsoGwen = customer();
        rapport.bean(TransactionTemplate.class)
                .executeWithoutResult(status -> rapport.bean(Merges.class).merge(gwen, alsoGwen, nell, Instant.now()));
        PromiseId id = promise(gwen, "ring", Promised.Kind.SAID, Duration.ofHours(9), Optional.of(nell), team);
        PromiseId others = mine("ring somebody else", Duration.ofHours(9));
        aside(asNell, id, Instant.now().plusSeconds(7_000));
        aside(asNell, others, Instant.now().plusSeconds(7_000));

        promise(alsoGwen, "another question", Promised.Kind.ANSWER, Duration.ofHours(4), Optional.empty(), team);
        rapport.caughtUp();

        assertThat(isAside(id)).isFalse();
        assertThat(isAside(others)).isTrue();
        assertThat(rapport.jdbc()
                        .queryForList(
                                "select payload ->> 'why' from event where type like '%PromiseReturned%'"
                                        + " and payload::text like ?",
                                String.class, "%" + id + "%"))
                .contains("KNOCK");
    }

    @Test
    void what_is_put_aside_comes_back_when_it_is_handed_over_taken_back_or_due_earlier() {
        PromiseId handed = mine("hand over", Duration.ofHours(9));
        PromiseId undone = mine("undo", Duration.ofHours(9));
        PromiseId earlier = mine("earlier", Duration.ofHours(9));
        for (PromiseId id : List.of(handed, undone, earlier)) {
            assertThat(aside(asNell, id, Instant.now().plusSeconds(7_000)).status())
                    .isEqualTo(200);
        }

        asNell.ask("POST", "/api/promises/" + handed + "/hand-over", "{\"to\":\"" + ben + "\",\"card\":{}}");
        asNell.ask("DELETE", "/api/promises/" + undone + "/aside", "");
        asNell.ask(
                "POST",
                "/api/promises/" + earlier + "/move",
                "{\"deadline\":\"" + Instant.now().plusSeconds(3_600) + "\"}");

        assertThat(List.of(handed, undone, earlier)).noneMatch(ListsTest::isAside);
    }

    @Test
    void a_colleague_of_another_team_hears_at_once_what_is_handed_over_to_them() throws Exception {
        AgentId dev = colleague("dev", Role.AGENT, elsewhere);
        LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        var stream = Http.signedIn(rapport, "dev", PASSWORD, "").stream(heard);
        hears(heard, "hello");
        PromiseId id = mine("across the town", Duration.ofHours(9));

        Http.Answer offered =
                asNell.ask("POST", "/api/promises/" + id + "/hand-over", "{\"to\":\"" + dev + "\",\"card\":{}}");

        assertThat(offered.status()).as("%s", offered.json()).isEqualTo(200);

        hears(heard, "across the town");
        stream.abort();
    }

    // Lists.

    @Test
    void each_view_shows_what_its_name_says() {
        promise("later", Promised.Kind.ANSWER, Duration.ofHours(8), Optional.of(ben));
        promise("nobody's", Promised.Kind.ANSWER, Duration.ofHours(3), Optional.empty());
        PromiseId nearly = promise("nearly late", Promised.Kind.ANSWER, Duration.ofHours(4), Optional.of(ben));
        rapport.jdbc().update("update promise set risk = 'AT_RISK' where id = ?", nearly.value());
        PromiseId late = promise("late", Promised.Kind.ANSWER, Duration.ofHours(1), Optional.of(ben));
        rapport.jdbc()
                .update(
                        "update promise set deadline = now() - interval '1 hour', risk = 'LATE' where id = ?",
                        late.value());
        promise("ring them", Promised.Kind.CALL_BACK, Duration.ofHours(5), Optional.of(ben));
        PromiseId waits = mine("look into it", Duration.ofHours(6));
        rapport.jdbc()
                .update(
                        "insert into interaction (customer, matter, channel, direction, at)"
                                + " select customer, matter, 'MAIL', 'OUTBOUND', now() from promise where id = ?",
                        waits.value());
        PromiseId away = mine("not now", Duration.ofHours(7));
        aside(asNell, away, Instant.now().plusSeconds(7_000));

        assertThat(list("view=DEADLINE"))
                .containsExactly("late", "nobody's", "nearly late", "ring them", "look into it", "not now", "later");
        assertThat(list("view=UNOWNED")).containsExactly("nobody's");
        assertThat(list("view=AT_RISK")).containsExactly("nearly late");
        assertThat(list("view=BROKEN")).containsExactly("late");
        assertThat(list("view=CALL_FIRST")).containsExactly("ring them");
        assertThat(list("view=WAITING")).containsExactly("look into it");
        assertThat(list("view=ASIDE")).containsExactly("not now");
    }

    @Test
    void filters_narrow_a_view_and_nonsense_is_refused_by_its_field() {
        promise("Router für den Laden", Promised.Kind.ANSWER, Duration.ofHours(1), Optional.empty());
        promise("send a router", Promised.Kind.SAID, Duration.ofHours(2), Optional.of(ben));
        promise(customer(), "router", Promised.Kind.ANSWER, Duration.ofHours(3), Optional.empty(), elsewhere);

        assertThat(list("words=rout")).hasSize(3);
        assertThat(list("words=fur%20ROUT")).containsExactly("Router für den Laden");
        assertThat(list("words=%27%29%3B%20%26%7C%21%3A*%3C")).hasSize(3);
        assertThat(list("words=rout&team=" + elsewhere)).containsExactly("router");
        assertThat(list("owner=" + ben + "&kind=SAID&channel=MAIL")).containsExactly("send a router");
        assertThat(list("channel=CHAT")).isEmpty();
        assertThat(list("words=" + "x".repeat(5_000))).isEmpty();
        for (String bad : List.of("view", "kind", "channel", "team", "owner", "limit")) {
            Http.Answer answer = asNell.get("/api/promises?" + bad + "=-7");
            assertThat(answer.status()).as(bad).isEqualTo(422);
            assertThat(answer.json().path("fields").has(bad)).as(bad).isTrue();
        }
        assertThat(asNell.get("/api/promises?after=nonsense").status()).isEqualTo(404);
    }

    @Test
    void pages_follow_each_other_without_gap_or_repetition() {
        for (int i = 0; i < 7; i++) {
            promise("number " + i, Promised.Kind.ANSWER, Duration.ofHours(4), Optional.empty());
        }
        List<String> seen = new ArrayList<>();
        String after = "";
        int pages = 0;
        do {
            Http.Answer page = asNell.get("/api/promises?limit=3" + (after.isEmpty() ? "" : "&after=" + after));
            seen.addAll(listed(page));
            after = page.json().path("after").asString("");
            pages++;
        } while (!after.isEmpty());
        assertThat(pages).isEqualTo(3);
        assertThat(seen)
                .containsExactlyElementsOf(
                        IntStream.range(0, 7).mapToObj(i -> "number " + i).toList());
    }

    @Test
    void of_fifty_thousand_open_promises_a_page_reads_what_it_shows() {
        PromiseId like = promise("one of many", Promised.Kind.ANSWER, Duration.ofHours(4), Optional.empty());
        rapport.jdbc().update("""
                        insert into promise (customer, matter, team, kind, what, channel, made_at, deadline, state, risk)
                        select customer, matter, team, kind, 'answer ' || n, channel, made_at,
                               made_at + n * interval '1 minute', state, risk
                          from promise, generate_series(1, 50000) as n where id = ?
                        """, like.value());
        rapport.asOwner().sql("analyze promise").update();
        String plan = rapport
                .jdbc()
                .queryForList(
                        "explain (analyze, buffers) select p.id from promise p where p.state = 'OPEN' and p.team = "
                                + team + " and p.owner is null order by p.deadline, p.id limit 51",
                        String.class)
                .stream()
                .collect(Collectors.joining("\n"));
        assertThat(plan).contains("Index").doesNotContain("Seq Scan");
        assertThat(list("view=UNOWNED&team=" + team)).hasSize(50);
        assertThat(list("words=49999")).containsExactly("answer 49999");
        rapport.jdbc().update("delete from promise where what like 'answer %'");
    }

    // Many at once.

    private static JsonNode many(Http who, String act, String more, List<PromiseId> ids) {
        String list = ids.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(","));
        Http.Answer answer =
                who.ask("POST", "/api/promises/many", "{\"ids\":[" + list + "],\"act\":\"" + act + "\"" + more + "}");
        assertThat(answer.status()).as("%s", answer.json()).isEqualTo(200);
        return answer.json().path("results");
    }

    @Test
    void of_many_that_are_taken_those_that_changed_meanwhile_say_why() {
        PromiseId free = promise("free", Promised.Kind.ANSWER, Duration.ofHours(4), Optional.empty());
        PromiseId bens = promise("ben's", Promised.Kind.ANSWER, Duration.ofHours(4), Optional.of(ben));
        PromiseId gone = new PromiseId(999_999_999);

        JsonNode results = many(asNell, "TAKE", "", List.of(free, bens, gone));

        assertThat(results.get(0).path("done").asBoolean()).isTrue();
        assertThat(results.get(0).path("row").path("owner").asString("")).isEqualTo(nell.toString());
        assertThat(results.get(1).path("done").asBoolean()).isFalse();
        assertThat(results.get(1).path("code").asString("")).isEqualTo("taken");
        assertThat(results.get(1).path("detail").asString("")).isEqualTo("ben has taken it already.");
        assertThat(results.get(2).path("code").asString("")).isEqualTo("not-found");
    }

    @Test
    void many_are_put_aside_and_brought_back_moved_handed_over_and_released() {
        List<PromiseId> ids = List.of(mine("one", Duration.ofHours(5)), mine("two", Duration.ofHours(5)));
        Instant until = Instant.now().plusSeconds(3_600).truncatedTo(ChronoUnit.MILLIS);

        many(asNell, "PUT_ASIDE", ",\"until\":\"" + until + "\"", ids);
        assertThat(ids).allMatch(ListsTest::isAside);
        many(asNell, "BRING_BACK", "", ids);
        assertThat(ids).noneMatch(ListsTest::isAside);
        Instant later = Instant.now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.MILLIS);
        many(asNell, "MOVE", ",\"deadline\":\"" + later + "\"", ids);
        assertThat(ids)
                .allMatch(id -> promises.find(id).orElseThrow().deadline().equals(later));
        JsonNode offered = many(
                asNell,
                "HAND_OVER",
                ",\"to\":\"" + ben + "\",\"card\":{\"asked\":\"the same for all\",\"promised\":\"\",\"tried\":\"\"}",
                ids);
        assertThat(offered.get(1)
                        .path("row")
                        .path("handOver")
                        .path("card")
                        .path("asked")
                        .asString(""))
                .isEqualTo("the same for all");
        JsonNode again = many(asNell, "HAND_OVER", ",\"to\":\"" + ben + "\"", ids);
        assertThat(again.get(0).path("code").asString("")).isEqualTo("offered");
        many(asNell, "RELEASE", ",\"reason\":\"an outage that is over\"", ids);
        assertThat(ids).allMatch(id -> promises.find(id).orElseThrow().state() == Promised.State.RELEASED);
    }

    @Test
    void nobody_moves_releases_or_hands_over_what_a_colleague_has_promised() {
        List<PromiseId> ids = List.of(mine("one", Duration.ofHours(5)));
        String later = Instant.now().plus(Duration.ofDays(3)).toString();
        assertThat(many(asBen, "MOVE", ",\"deadline\":\"" + later + "\"", ids)
                        .get(0)
                        .path("detail")
                        .asString(""))
                .isEqualTo("It is nell's.");
        assertThat(many(asBen, "RELEASE", ",\"reason\":\"no\"", ids)
                        .get(0)
                        .path("code")
                        .asString(""))
                .isEqualTo("not-yours");
        assertThat(many(asBen, "HAND_OVER", ",\"to\":\"" + nell + "\"", ids)
                        .get(0)
                        .path("code")
                        .asString(""))
                .isEqualTo("not-yours");
        assertThat(promises.find(ids.getFirst()).orElseThrow().state()).isEqualTo(Promised.State.OPEN);
    }

    @Test
    void more_than_two_hundred_at_once_or_none_or_an_unknown_deed_are_refused() {
        String tooMany =
                IntStream.rangeClosed(1, 201).mapToObj(i -> "\"" + i + "\"").collect(Collectors.joining(","));
        for (String body : List.of(
                "{\"ids\":[" + tooMany + "],\"act\":\"TAKE\"}",
                "{\"ids\":[],\"act\":\"TAKE\"}",
                "{\"act\":\"TAKE\"}",
                "{\"ids\":[\"1\"],\"act\":\"BURN\"}",
                "{\"ids\":[\"1\"]}")) {
            assertThat(asNell.ask("POST", "/api/promises/many", body).status())
                    .as(body)
                    .isEqualTo(422);
        }
        assertThat(asNell.ask("POST", "/api/promises/many", "{\"ids\":[null],\"act\":\"TAKE\"}")
                        .status())
                .isEqualTo(404);
    }

    // Saved views.

    private static List<String> views(Http who) {
        List<String> names = new ArrayList<>();
        who.get("/api/saved-views")
                .json()
                .path("views")
                .forEach(view -> names.add(view.path("name").asString("")));
        return names;
    }

    private static String save(Http who, String name, boolean shared) {
        Http.Answer answer = who.ask(
                "POST",
                "/api/saved-views",
                "{\"name\":\"" + name + "\",\"shared\":" + shared
                        + ",\"filters\":{\"view\":\"UNOWNED\",\"words\":\"router\"}}");
        assertThat(answer.status()).as("%s", answer.json()).isEqualTo(200);
        return answer.json().path("id").asString("");
    }

    @Test
    void a_saved_view_is_its_makers_own_or_the_whole_teams() throws Exception {
        LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        var stream = asBen.stream(heard);
        String own = save(asNell, "Mine alone", false);
        String shared = save(asNell, "Routers", true);
        hears(heard, "saved-views");

        assertThat(views(asNell)).containsExactly("Mine alone", "Routers");
        assertThat(views(asBen)).containsExactly("Routers");
        assertThat(views(asAuditor)).isEmpty();
        assertThat(asBen.ask("DELETE", "/api/saved-views/" + shared, "").status())
                .isEqualTo(404);
        assertThat(asAuditor.ask("DELETE", "/api/saved-views/" + shared, "").status())
                .isEqualTo(403);

        asNell.ask("PUT", "/api/saved-views/order", "{\"ids\":[\"" + shared + "\",\"" + own + "\"]}");
        assertThat(views(asNell)).containsExactly("Routers", "Mine alone");
        asNell.ask(
                "PUT",
                "/api/saved-views/" + own,
                "{\"name\":\"Only mine\",\"shared\":false,\"filters\":{\"view\":\"ASIDE\"}}");
        assertThat(views(asNell)).containsExactly("Routers", "Only mine");
        assertThat(asNell.ask("DELETE", "/api/saved-views/" + own, "").status()).isEqualTo(204);
        assertThat(views(asNell)).containsExactly("Routers");
        stream.abort();
    }

    @Test
    void a_view_without_a_name_or_with_filters_that_mean_nothing_is_refused() {
        for (String body : List.of(
                "{\"name\":\" \",\"shared\":false,\"filters\":{}}",
                "{\"name\":\"" + "x".repeat(61) + "\",\"shared\":false,\"filters\":{}}",
                "{\"name\":\"x\",\"shared\":false}",
                "{\"name\":\"x\",\"shared\":false,\"filters\":{\"view\":\"BEST\"}}",
                "{\"name\":\"x\",\"shared\":false,\"filters\":{\"words\":\"" + "x".repeat(101) + "\"}}")) {
            assertThat(asNell.ask("POST", "/api/saved-views", body).status())
                    .as(body)
                    .isEqualTo(422);
        }
    }
}
