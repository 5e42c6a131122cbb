package io.rapport.server.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.RunningRapport;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Http;
import io.rapport.server.access.Role;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Workforce;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Figures as leads, agents and auditors are told them, others' scores, and what matters are about.
class FiguresTest {
    private static final String PASSWORD = "a long enough one";

    private static RunningRapport rapport;
    private static TeamId harbourside;
    private static TeamId castlegate;
    private static Http asLead;
    private static Http asNell;
    private static Http asAuditor;

    @BeforeAll
    static void open() {
        rapport = RunningRapport.start();
        harbourside = rapport.team("Harbourside");
        castlegate = rapport.team("Castlegate");
        asLead = caller("lena", Role.LEAD, harbourside);
        asNell = caller("nell", Role.AGENT, harbourside);
        asAuditor = caller("ada", Role.AUDITOR, harbourside);
        rapport.jdbc()
                .update(
                        "insert into customer (name, home_team, created) values ('Ann Vale', ?, now())",
                        harbourside.value());
        rapport.jdbc()
                .update(
                        "insert into matter (customer, about, about_key, state, opened, last_at) values (1, 'Slow line', 'x', 'OPEN', now(), now())");
        rapport.jdbc()
                .update(
                        "insert into interaction (customer, matter, channel, direction, at) select 1, 1, 'VOTE', 'INBOUND', now() from generate_series(1, 200)");
        rapport.jdbc().update("""
                        insert into survey (name, question, state, share_percent, delay_minutes, words, seed, changed)
                        values ('How was it', 'FACES', 'ON', 50, 0, '{}', ?, now())
                        """, new byte[32]);
        asks(harbourside, 40, 32, 28);
        asks(castlegate, 8, 4, 1);
    }

    /// So many were asked, so many of them answered, so many of those happily.
    private static void asks(TeamId team, int asked, int answered, int happy) {
        rapport.jdbc().update("""
                        with asked as (
                            insert into ask (survey, series, customer, matter, team, channel, how, language, key_id, asked, delivered,
                                             expires, closes)
                            select (select max(id) from survey), 1, 1, null, ?, 'MAIL', 'LOT', 'en', 1, now() - interval '2 days',
                                   now() - interval '2 days', now(), now() from generate_series(1, ?) returning id)
                        insert into vote (ask, survey, series, question, customer, team, channel, answer, again, confirmed, changed,
                                          interaction)
                        select id, (select max(id) from survey), 1, 'FACES', 1, ?, 'MAIL', case when n <= ? then 4 else 1 end, n = 1,
                               now() - interval '1 day', now() - interval '1 day', 1
                          from (select id, row_number() over (order by id) as n from asked) a where n <= ?
                        """, team.value(), asked, team.value(), happy, answered);
    }

    @AfterAll
    static void shut() {
        rapport.close();
    }

    private static Http caller(String name, Role role, TeamId team) {
        long account = rapport.bean(Accounts.class).create(name, role, PASSWORD);
        rapport.bean(Workforce.class).addAgent(account, name, "", Optional.empty(), team, false);
        return Http.signedIn(rapport, name, PASSWORD, "");
    }

    private static JsonNode figure(JsonNode in, String name) {
        for (JsonNode one : in.path("figures")) {
            if (one.path("figure").asString("").equals(name)) {
                return one;
            }
        }
        throw new AssertionError("no " + name + " in " + in);
    }

    private static JsonNode part(JsonNode dashboard, String name) {
        for (JsonNode one : dashboard.path("parts")) {
            if (one.path("name").asString("").equals(name)) {
                return one;
            }
        }
        throw new AssertionError("no " + name);
    }

    @Test
    void a_figure_says_how_sure_it_is_and_the_list_behind_it_is_of_as_many() {
        JsonNode all = asLead.get("/api/figures").json();
        JsonNode happiness = figure(all, "HAPPINESS");
        assertThat(happiness.path("n").asInt()).isEqualTo(36);
        assertThat(happiness.path("hits").asInt()).isEqualTo(29);
        Interval interval = new Share(29, 36).interval();
        assertThat(happiness.path("interval").path("low").asDouble()).isEqualTo(interval.low());
        assertThat(happiness.path("interval").path("high").asDouble()).isEqualTo(interval.high());
        assertThat(happiness.path("silence").path("low").asDouble())
                .isEqualTo(29.0 / 48, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(figure(all, "RESPONSE").path("value").asDouble()).isEqualTo(36.0 / 48);
        assertThat(figure(all, "NPS").path("value").isNull()).isTrue();
        assertThat(happiness.path("difference").isNull())
                .as("there was nobody before")
                .isTrue();

        JsonNode cases = asLead.get("/api/figures/HAPPINESS/cases?which=OTHERS").json();
        assertThat(cases.path("cases").size()).isEqualTo(7);
        assertThat(cases.path("cases").path(0).path("customer").path("name").asString(""))
                .isEqualTo("Ann Vale");
        assertThat(asLead.get("/api/figures/HAPPINESS/cases?which=HITS&team=" + castlegate)
                        .json()
                        .path("cases")
                        .size())
                .isEqualTo(1);
        assertThat(rapport.count("select count(*) from audit where action = 'saw the list behind a figure'"))
                .isPositive();
    }

    @Test
    void what_has_too_few_answers_is_not_held_against_anything() {
        JsonNode all = asLead.get("/api/figures").json();
        assertThat(figure(part(all, "Castlegate"), "HAPPINESS").path("n").asInt())
                .isEqualTo(4);
        assertThat(figure(part(all, "Castlegate"), "HAPPINESS")
                        .path("difference")
                        .isNull())
                .isTrue();
        assertThat(figure(part(all, "Harbourside"), "HAPPINESS")
                        .path("difference")
                        .isNull())
                .as("the others are too few")
                .isTrue();
    }

    @Test
    void agents_see_their_own_team_once_enough_answered_and_nobody_elses() {
        JsonNode mine = asNell.get("/api/figures/team").json();
        assertThat(figure(mine, "HAPPINESS").path("n").asInt()).isEqualTo(32);
        assertThat(asNell.get("/api/figures").status()).isEqualTo(403);
        assertThat(asNell.get("/api/figures/HAPPINESS/cases").status()).isEqualTo(403);
        Http few = caller("cat", Role.AGENT, castlegate);
        List<String> shown = few.get("/api/figures/team").json().path("figures").findValuesAsString("figure");
        assertThat(shown)
                .as("four answers are not shown")
                .doesNotContain("HAPPINESS")
                .contains("RESPONSE");
    }

    @Test
    void whatever_is_asked_is_answered_clearly() {
        for (String wrong : List.of(
                "/api/figures?from=nonsense",
                "/api/figures?from=2026-12-01&to=2026-11-01",
                "/api/figures?from=2001-01-01&to=2026-01-01",
                "/api/figures?from=99999-01-01",
                "/api/figures?team=x",
                "/api/figures?team=99999999999999999999",
                "/api/figures?channel=%27;drop",
                "/api/figures?step=DAY",
                "/api/figures/HAPPINESS/cases?which=ALL",
                "/api/figures/HAPPINESS/cases?after=x",
                "/api/figures/HAPPINESS/cases?after=2026-11-30T00:00:00Z_x",
                "/api/figures/SECRETS/cases")) {
            assertThat(asLead.get(wrong).status()).as(wrong).isBetween(404, 422);
        }
        assertThat(asLead.get("/api/figures?team=4711&reason=0&channel=MAIL&survey=1&step=MONTH")
                        .status())
                .isEqualTo(200);
    }

    private static String benchmark(String score) {
        return "{\"firm\":\"JetBlue\",\"question\":\"NPS\",\"score\":" + score
                + ",\"n\":22000,\"source\":\"Satmetrix 2011\",\"method\":\"US consumers, online\",\"measured\":\"2011-03-01\"}";
    }

    @Test
    void somebody_elses_score_stands_beside_ours_with_where_it_comes_from() {
        JsonNode all = asLead.ask("POST", "/api/benchmarks", benchmark("60")).json();
        JsonNode one = all.path("benchmarks").path(0);
        assertThat(one.path("margin").asInt()).isEqualTo(2);
        String id = one.path("id").asString("");
        assertThat(asLead.ask("PUT", "/api/benchmarks/" + id, benchmark("61").replace("22000", "null"))
                        .json()
                        .path("benchmarks")
                        .path(0)
                        .path("margin")
                        .isNull())
                .isTrue();
        assertThat(asLead.ask("POST", "/api/benchmarks", benchmark("101")).status())
                .isEqualTo(422);
        assertThat(asLead.ask("POST", "/api/benchmarks", benchmark("60").replace("2011-03-01", "2999-01-01"))
                        .status())
                .isEqualTo(422);
        assertThat(asLead.ask("POST", "/api/benchmarks", benchmark("60").replace("Satmetrix 2011", " "))
                        .status())
                .isEqualTo(422);
        assertThat(asAuditor.get("/api/benchmarks").status()).isEqualTo(200);
        assertThat(asAuditor.ask("POST", "/api/benchmarks", benchmark("60")).status())
                .isEqualTo(403);
        assertThat(asLead.ask("DELETE", "/api/benchmarks/" + id, "").status()).isEqualTo(204);
        assertThat(asLead.ask("DELETE", "/api/benchmarks/" + id, "").status()).isEqualTo(404);
    }

    @Test
    void what_a_matter_is_about_is_said_in_one_click_and_taken_back() {
        JsonNode choices = asNell.get("/api/matters/1/reason").json();
        assertThat(choices.path("chosen").isNull()).isTrue();
        String bill = choices.path("choices").path(1).path("id").asString("");
        assertThat(asNell.ask("PUT", "/api/matters/1/reason", "{\"reason\":\"" + bill + "\"}")
                        .json()
                        .path("chosen")
                        .asString(""))
                .isEqualTo(bill);
        assertThat(asNell.get("/api/customers/1")
                        .json()
                        .path("matters")
                        .path(0)
                        .path("reason")
                        .asString(""))
                .isEqualTo("A bill");
        assertThat(rapport.count("select count(*) from event where type = 'ReasonChosen'"))
                .isEqualTo(1);
        assertThat(asNell.ask("PUT", "/api/matters/1/reason", "{\"reason\":\"999\"}")
                        .status())
                .isEqualTo(422);
        assertThat(asNell.ask("PUT", "/api/matters/999/reason", "{\"reason\":null}")
                        .status())
                .isEqualTo(404);
        assertThat(asAuditor
                        .ask("PUT", "/api/matters/1/reason", "{\"reason\":null}")
                        .status())
                .isEqualTo(403);
        assertThat(asNell.ask("PUT", "/api/matters/1/reason", "{\"reason\":null}")
                        .json()
                        .path("chosen")
                        .isNull())
                .isTrue();
        Http admin = caller("admin", Role.ADMINISTRATOR, harbourside);
        assertThat(admin.ask("PUT", "/api/admin/reasons", "{\"reasons\":[null]}")
                        .status())
                .isEqualTo(422);
        assertThat(admin.ask("PUT", "/api/admin/reasons", "{\"reasons\":[]}").code())
                .isEqualTo("stale");
        assertThat(asNell.get("/api/admin/reasons").status()).isEqualTo(403);
    }
}
